import type { Plan, SliceValues } from '../../activities/contract';

const DAY = 86_400_000;

type Sliced = Pick<Plan, 'slices' | 'sliced'>;

/** Slices of a plan. */
export function countSlices({ slices, sliced }: Sliced): number {
  if (!sliced) return slices?.length ?? 0;
  const { from, to, days } = sliced;
  return Math.max(0, Math.ceil((momentOf(to) - momentOf(from)) / (days * DAY)));
}

/**
 * What a slice adds to the values of the request's templates; nothing beyond the last slice. Neighbours share the second
 * between them: whether a platform's bounds are inside its window is not documented, and a row that is read twice is
 * looked up and left alone.
 */
export function sliceValues({ slices, sliced }: Sliced, slice: number): SliceValues {
  if (!sliced) return slices?.[slice] ?? {};
  if (slice >= countSlices({ sliced })) return {};
  const start = momentOf(sliced.from) + slice * sliced.days * DAY;
  const end = Math.min(start + sliced.days * DAY, momentOf(sliced.to));
  return { [FROM]: textOf(start), 'WINDOW_TO|datetime': textOf(end) };
}

/** A slice by its beginning, `2026-11-03` or `2026-11-03 09:30`; undefined where there is only one. */
export function sliceName(plan: Sliced, slice: number): string | undefined {
  if (countSlices(plan) === 1) return undefined;
  const { [FROM]: from = `${slice + 1}` } = sliceValues(plan, slice);
  return from.replace(/ 00:00:00$/, '').replace(/(:\d\d):\d\d$/, '$1');
}

/** First and last day of a slice of whole days; undefined where the window is not sliced. */
export function sliceDays({ sliced }: Sliced, slice: number): { from: string; to: string } | undefined {
  if (!sliced) return undefined;
  const { [FROM]: from = '', 'WINDOW_TO|datetime': end = '' } = sliceValues({ sliced }, slice);
  return { from: from.slice(0, 10), to: textOf(momentOf(end) - 1_000).slice(0, 10) };
}

const FROM = 'WINDOW_FROM|datetime';

/** The clock of Shanghai knows no summer time: its texts are reckoned with as if they were UTC. */
function momentOf(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`);
}

function textOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 19).replace('T', ' ');
}
