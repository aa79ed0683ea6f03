/** Calls a second and a minute; 0 = no limit. */
export interface RateLimits {
  readonly ratePerSecond: number;
  readonly ratePerMinute: number;
}

/** The window that is full, and in how many milliseconds it takes a call again. */
export interface Overrun {
  readonly window: 'second' | 'minute';
  readonly milliseconds: number;
}

const minute = 60_000;
/** Calls that are kept without a look at their age, at least: a limit that is switched on must find them. */
const fewest = 1_000;

/** Counts calls in sliding windows of a second and a minute. Refused calls do not count. */
export class RateCounter {
  #calls = new Map<string, number[]>();
  #tidyAt = fewest;

  /** Counts a call under `key`, unless a window is full: then the full one, the second before the minute. */
  take(key: string, now: Date, { ratePerSecond, ratePerMinute }: RateLimits): Overrun | undefined {
    const time = now.getTime();
    const known = this.#calls.get(key) ?? [];
    if (ratePerSecond === 0 && ratePerMinute === 0 && known.length > 0 && known.length < this.#tidyAt) {
      known.push(time);
      return undefined;
    }
    const calls = known.filter((past) => Math.abs(time - past) < minute);
    this.#calls.set(key, calls);
    this.#tidyAt = Math.max(fewest, 2 * calls.length);
    const overrun =
      full('second', 1000, calls, time, ratePerSecond) ?? full('minute', minute, calls, time, ratePerMinute);
    if (!overrun) calls.push(time);
    return overrun;
  }

  /** Forgets all calls. */
  reset(): void {
    this.#calls.clear();
  }
}

function full(
  window: Overrun['window'],
  span: number,
  calls: readonly number[],
  time: number,
  limit: number,
): Overrun | undefined {
  const within = calls.filter((past) => Math.abs(time - past) < span);
  if (limit === 0 || within.length < limit) return undefined;
  const leaving = within[within.length - limit] ?? time;
  return { window, milliseconds: leaving + span - time };
}
