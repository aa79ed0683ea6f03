/**
 * Waiting within one attempt of an activity, where what was done so far would be lost with the attempt. How long and how
 * often stands in {@link ../contract/policies}.
 */

import { setTimeout as delay } from 'node:timers/promises';
import type { Call } from '../connectors/connector';
import { Throttled, Unavailable } from '../connectors/errors';
import { READ_PAUSES_MS } from '../contract/policies';

/** When something is done again. */
export interface Repetition<T> {
  /** Milliseconds between repetitions; after the last one the result counts as it is. */
  readonly pauses: readonly number[];
  isSettled(result: T): boolean;
}

/** Does something until its result is settled. @param work is given its last result @throws AbortError */
export async function repeatUntil<T>(
  { signal }: Call,
  { pauses, isSettled }: Repetition<T>,
  work: (last?: T) => Promise<T>,
): Promise<T> {
  let result = await work();
  for (const pause of pauses) {
    if (isSettled(result)) break;
    await delay(pause, undefined, { signal });
    result = await work(result);
  }
  return result;
}

/** How a read is repeated. */
interface Retry {
  /** Milliseconds between attempts. */
  readonly pauses?: readonly number[];
  /** Whether a throttle's own delay takes the place of the pause. */
  readonly waitsForThrottles?: boolean;
}

/**
 * Repeats one read among many while the platform is busy or away, so that it does not cost the reads before it.
 * @throws what the last attempt threw
 */
export async function retryTransient<T>(
  { signal }: Call,
  read: () => Promise<T>,
  { pauses = READ_PAUSES_MS, waitsForThrottles = true }: Retry = {},
): Promise<T> {
  for (const pause of pauses) {
    try {
      return await read();
    } catch (error) {
      if (!isTransient(error)) throw error;
      const isThrottle = waitsForThrottles && error instanceof Throttled;
      await delay(isThrottle ? error.retryAfterMs : pause, undefined, { signal });
    }
  }
  return read();
}

/** Whether an error may pass by itself. */
export function isTransient(error: unknown): error is Throttled | Unavailable {
  return error instanceof Throttled || error instanceof Unavailable;
}

/**
 * Waits for a platform that asks for a slower pace after some documents of a page are written. The page then goes on
 * instead of beginning anew, so that nothing written or in doubt is sent again.
 */
export class ThrottleWait {
  /** @param leftMs milliseconds of waiting, over the whole page */
  constructor(
    private leftMs: number,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Waits as long as the platform asks.
   * @throws what stopped the write, where it is no throttle or the page has waited too long; AbortError
   */
  async waitAfter(stoppedBy: unknown): Promise<void> {
    if (!(stoppedBy instanceof Throttled) || stoppedBy.retryAfterMs > this.leftMs) throw stoppedBy;
    this.leftMs -= stoppedBy.retryAfterMs;
    await delay(stoppedBy.retryAfterMs, undefined, { signal: this.signal });
  }
}
