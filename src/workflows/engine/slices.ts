import type { Plan } from '../../contract/run';
import { slicesIn } from '../../contract/bounds';
import { shanghaiMoment, shanghaiTime } from '../../contract/time';
import type { SchemeTable } from '../../contract/scheme';
import type { ChangedPage } from '../../contract/page';

const HOUR = 3_600_000;

type Sliced = Pick<Plan, 'slices'>;

/** Slices of a plan; one where the source takes any length. */
export function countSlices({ slices }: Sliced): number {
  if (!slices) return 1;
  const { from, to, hours } = slices;
  return slicesIn(from, to, hours);
}

/**
 * What a slice adds to the values of the request's templates; nothing beyond the last slice. Neighbours share the second
 * between them: whether a platform's bounds are inside its window is not documented, and a row that is read twice is
 * looked up and left alone.
 */
export function sliceValues({ slices }: Sliced, slice: number): Readonly<Record<string, string>> {
  if (!slices || slice >= countSlices({ slices })) return {};
  const start = shanghaiMoment(slices.from) + slice * slices.hours * HOUR;
  const end = Math.min(start + slices.hours * HOUR, shanghaiMoment(slices.to));
  return { [FROM]: shanghaiTime(start), 'WINDOW_TO|datetime': shanghaiTime(end) };
}

/** A slice by its beginning, `2026-11-03` or `2026-11-03 09:30`; undefined where there is only one. */
export function sliceName(plan: Sliced, slice: number): string | undefined {
  if (countSlices(plan) === 1) return undefined;
  return beginningName(sliceValues(plan, slice)[FROM] ?? `${slice + 1}`);
}

/** A stretch of time by its beginning. */
export function beginningName(from: string): string {
  return from.replace(/ 00:00:00$/, '').replace(/(:\d\d):\d\d$/, '$1');
}

/** First and last day of a slice of whole days; undefined where the window is not sliced. */
export function sliceDays({ slices }: Sliced, slice: number): { from: string; to: string } | undefined {
  if (!slices) return undefined;
  const { [FROM]: from = '', 'WINDOW_TO|datetime': end = '' } = sliceValues({ slices }, slice);
  return { from: from.slice(0, 10), to: shanghaiTime(shanghaiMoment(end) - 1_000).slice(0, 10) };
}

const FROM = 'WINDOW_FROM|datetime';

/** How the pages that a run syncs at once are divided. */
export interface Division {
  /** Lists that are read at once. */
  readonly lists: number;
  /** Pages of each list that are synced at once. */
  readonly pages: number;
}

/** A list that may move is read page by page, and of two neighbouring slices only one at a time. */
export function divide(plan: Plan): Division {
  const { paging, concurrency } = plan;
  if (paging === 'number') return { lists: 1, pages: concurrency };
  const apart = Math.ceil(countSlices(plan) / 2);
  return { lists: Math.max(1, Math.min(concurrency, apart)), pages: 1 };
}

/** Does the work so many times at once, until all have ended. */
export async function concurrently(times: number, work: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: times }, work));
}

/** Clocks may differ by so much: Jushuitan takes signatures that are ten minutes off. */
const CLOCKS = 600_000;

/** Longest window that is asked for. A run that takes longer misses changes of its first days. */
const MOST = 6 * 86_400_000;

/** Whether what changes while the lists are read has to be asked for. */
export function asksForChanges({ source }: SchemeTable, plan: Plan): boolean {
  // By key nothing that changes is passed over.
  if (!source.changed || plan.paging === 'key' || !plan.window) return false;
  if (countSlices(plan) === 0) return false;
  return Object.entries(source.changed.when).every(([name, value]) => plan.parameters[name] === value);
}

/** The changes since the run began, up to now. */
export function changesSince(
  startedAt: string,
  now: number,
  table: SchemeTable,
  { window }: Plan,
): ChangedPage | undefined {
  const { changed } = table.source;
  if (!changed || !window) return undefined;
  const until = now + CLOCKS;
  const since = Math.max(Date.parse(startedAt) - CLOCKS, until - MOST);
  const { from, to } = window;
  return {
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
    within: { from, to },
  };
}
