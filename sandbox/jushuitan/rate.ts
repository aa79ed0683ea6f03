import { Refusal } from './refusal';

/** Calls a second and a minute; 0 = no limit. */
export interface RateLimits {
  readonly ratePerSecond: number;
  readonly ratePerMinute: number;
}

/** Counts calls in sliding windows of a second and a minute (page §8). Refused calls do not count. */
export class RateCounter {
  #calls = new Map<string, number[]>();

  /** Counts a call under `key`. Throws the Refusal of the window that is full: 199 before 200. */
  count(key: string, now: Date, { ratePerSecond, ratePerMinute }: RateLimits): void {
    const time = now.getTime();
    const minute = (this.#calls.get(key) ?? []).filter((past) => Math.abs(time - past) < 60_000);
    const second = minute.filter((past) => Math.abs(time - past) < 1000);
    this.#calls.set(key, minute);
    if (ratePerSecond > 0 && second.length >= ratePerSecond) throw new Refusal('tooManyASecond');
    if (ratePerMinute > 0 && minute.length >= ratePerMinute) throw new Refusal('tooManyAMinute');
    minute.push(time);
  }

  /** Forgets all calls. */
  reset(): void {
    this.#calls.clear();
  }
}
