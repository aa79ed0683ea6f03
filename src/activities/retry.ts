import { setTimeout as delay } from 'node:timers/promises';
import { Throttled, Unavailable } from '../connectors/errors';
import type { Call } from '../connectors/connector';
import { READ_PAUSES_MS } from '../contract/policies';

/**
 * What a page may wait for a platform that asks for a slower pace after some of its documents are written already. The
 * page goes on then, instead of beginning anew: what is written or in doubt is not sent again.
 */
export class Pace {
  /** @param leftMs milliseconds of waiting, over the whole page */
  constructor(
    private leftMs: number,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * Waits as long as the platform asks.
   * @throws what stopped the write, where it is no throttle or the page has waited too long; AbortError
   */
  async goOnAfter(stoppedBy: unknown): Promise<void> {
    if (!(stoppedBy instanceof Throttled) || stoppedBy.retryAfterMs > this.leftMs) throw stoppedBy;
    this.leftMs -= stoppedBy.retryAfterMs;
    await delay(stoppedBy.retryAfterMs, undefined, { signal: this.signal });
  }
}

/**
 * A read that a slice makes among many: a platform that is busy or away for a moment does not cost the pages before it.
 * @throws what the last attempt threw
 */
export async function patiently<T>(
  { signal }: Call,
  ask: () => Promise<T>,
  pauses: readonly number[] = READ_PAUSES_MS,
): Promise<T> {
  for (const pause of pauses) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Throttled || error instanceof Unavailable)) throw error;
      await delay(error instanceof Throttled ? error.retryAfterMs : pause, undefined, { signal });
    }
  }
  return ask();
}
