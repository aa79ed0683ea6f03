import type { StackNotice } from '../stack/stack';
import { notify } from '../../src/commands/terminal/output';
import { words } from '../../src/messages';

/** What comes up while the development stack starts, one line. */
export function noticeText(notice: StackNotice): string {
  const say = words().stack;
  if (notice.about === 'starting') return say.starting[notice.program];
  if (notice.about === 'using') return say.using(notice.address);
  if (notice.about === 'download') return say.download[notice.from](notice.version);
  return say.oldServer(notice.found ?? say.unknownVersion, notice.needed);
}

/** Tells on stderr what comes up. */
export function notifyOf(notice: StackNotice): void {
  notify(noticeText(notice));
}
