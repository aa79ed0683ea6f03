import type { StackNotice } from '../stack/stack';
import { notify } from '../../src/commands/terminal/output';
import { messages } from '../../src/messages';

/** What comes up while the development stack starts, one line. */
export function noticeText(notice: StackNotice): string {
  const texts = messages().stack;
  if (notice.about === 'starting') return texts.starting[notice.program];
  if (notice.about === 'using') return texts.using(notice.address);
  if (notice.about === 'download') return texts.download[notice.from](notice.version);
  return texts.oldServer(notice.found ?? texts.unknownVersion, notice.needed);
}

/** Tells on stderr what comes up. */
export function notifyOf(notice: StackNotice): void {
  notify(noticeText(notice));
}
