import type { Rounds } from './results';

/** Rounds in one figure: the median, and the lowest and highest beside it. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Middle of the values, of an even number the mean of the two in the middle. @throws RangeError without values */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  if (middle.length === 0) throw new RangeError('no rounds were measured');
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** The value with so many decimals. */
export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Median, lowest and highest. @throws RangeError without values */
export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), low: Math.min(...values), high: Math.max(...values) };
}

/** Time of the scheme ÷ time of the plain script, round by round. @throws RangeError when a round lacks one of them */
export function ratios({ plainMs, schemeMs }: Rounds): Spread {
  if (plainMs.length !== schemeMs.length) throw new RangeError('a round lacks its plain or its scheme time');
  return spreadOf(schemeMs.map((time, round) => time / plainMs[round]!));
}

/** Highest number of times within any window of the length, its end excluded; times ascending, in the window's unit. */
export function busiest(times: readonly number[], window: number): number {
  let first = 0;
  return times.reduce((most, time, last) => {
    while (times[first]! <= time - window) first += 1;
    return Math.max(most, last - first + 1);
  }, 0);
}
