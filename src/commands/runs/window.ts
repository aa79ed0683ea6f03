import type { SchemeTable } from '../../contract/scheme';
import { MOST, slicesIn } from '../../contract/bounds';
import { beginningOf, endingOf, hasEnd, hasWindow } from '../../activities/plan/window';
import { shanghaiTime } from '../../contract/shanghai';
import { CliError, exitCodes } from '../shared/exit';
import { words } from '../../messages';

/**
 * Refuses a window that makes no sense for a scheme. A worker refuses the same, but only once one takes the run.
 * @param now milliseconds since 1970
 */
export function checkWindow(
  table: SchemeTable,
  { from, to }: { readonly from?: string; readonly to?: string },
  now: number,
): void {
  const say = words().failure.window;
  if (from === undefined && to === undefined) return;
  if (!hasWindow(table))
    throw new CliError(say.noWindow(table.name), exitCodes.usage, say.useRun(table.name));
  if (to !== undefined && !hasEnd(table))
    throw new CliError(say.noEnd(table.name), exitCodes.usage, say.withoutTo);
  if (from === undefined) throw new CliError(say.endAlone, exitCodes.usage);
  checkSpan(table, beginningOf(from), to === undefined ? undefined : endingOf(to), shanghaiTime(now));
}

function checkSpan(table: SchemeTable, begin: string, end: string | undefined, present: string): void {
  const say = words().failure.window;
  if (end !== undefined && begin >= end) throw new CliError(say.backwards, exitCodes.usage);
  if (begin >= present) throw new CliError(say.future(begin), exitCodes.usage);
  const last = end === undefined || end > present ? present : end;
  const slices = table.sliceDays === undefined ? 0 : slicesIn(begin, last, table.sliceDays * 24);
  if (slices > MOST.slices)
    throw new CliError(say.tooLong(slices, MOST.slices), exitCodes.usage, say.inParts);
}
