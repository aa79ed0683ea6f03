import type { Plan } from '../../contract/run';
import { slicesIn } from '../../contract/bounds';
import { shanghaiMoment, shanghaiTime } from '../../contract/shanghai';

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
