import { setTimeout as delay } from 'node:timers/promises';
import { Throttled } from '../../connectors/errors';

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
