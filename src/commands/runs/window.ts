import type { SchemeTable } from '../../contract/scheme';
import { MOST, slicesIn } from '../../contract/bounds';
import { beginningOf, endingOf, hasEnd, hasWindow } from '../../activities/plan/window';
import { shanghaiTime } from '../../contract/time';
import { CliError, exitCodes } from '../shared/exit';
import { messages } from '../../messages';

/**
 * Refuses a window that makes no sense for a scheme. A worker refuses the same, but only once one takes the run.
 * @param now milliseconds since 1970
 */
export function checkWindow(
  table: SchemeTable,
  { from, to }: { readonly from?: string; readonly to?: string },
  now: number,
): void {
  const texts = messages().failure.window;
  if (from === undefined && to === undefined) return;
  if (!hasWindow(table))
    throw new CliError(texts.noWindow(table.name), exitCodes.usage, texts.useRun(table.name));
  if (to !== undefined && !hasEnd(table))
    throw new CliError(texts.noEnd(table.name), exitCodes.usage, texts.withoutTo);
  if (from === undefined) throw new CliError(texts.endAlone, exitCodes.usage);
  checkSpan(table, beginningOf(from), to === undefined ? undefined : endingOf(to), shanghaiTime(now));
}

function checkSpan(table: SchemeTable, begin: string, end: string | undefined, present: string): void {
  const texts = messages().failure.window;
  if (end !== undefined && begin >= end) throw new CliError(texts.backwards, exitCodes.usage);
  if (begin >= present) throw new CliError(texts.future(begin), exitCodes.usage);
  const last = end === undefined || end > present ? present : end;
  const slices = table.sliceDays === undefined ? 0 : slicesIn(begin, last, table.sliceDays * 24);
  if (slices > MOST.slices)
    throw new CliError(texts.tooLong(slices, MOST.slices), exitCodes.usage, texts.inParts);
}
