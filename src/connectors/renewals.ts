import { setTimeout as sleep } from 'node:timers/promises';
import { intervalOf, RENEWALS } from '../contract/policies';

/**
 * Counts tokens or sessions of one connection that are refused in a row. Another process with the same credentials may
 * renew at the same moment and so end ours; then both renew again, each after a random and growing pause, until each
 * gets its calls through between two renewals of the other.
 */
export class Renewals {
  private refused = 0;
  private last: object | undefined;

  /** A call got through. */
  served(): void {
    this.refused = 0;
  }

  /**
   * Notes that this token or session was refused, once for all calls that it was used for.
   * @returns whether to renew it; false where renewing has been of no use, and the next call begins to count anew
   */
  refuse(used: object): boolean {
    if (used !== this.last) this.refused += 1;
    this.last = used;
    if (this.refused <= RENEWALS.most) return true;
    this.refused = 0;
    this.last = undefined;
    return false;
  }

  /** Waits before a renewal; not at all before the first one, since things end in their own time too. */
  async pause(signal: AbortSignal): Promise<void> {
    if (this.refused <= 1) return signal.throwIfAborted();
    await sleep(Math.random() * intervalOf(RENEWALS.pause, this.refused - 2), undefined, { signal });
  }
}

/**
 * Waits for work that is shared with other callers, but no longer than this caller wants: rejects with the signal's
 * reason as soon as it aborts, while the work itself goes on.
 */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
