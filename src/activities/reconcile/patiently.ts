import type { Call } from '../../connectors/call';
import { setTimeout as delay } from 'node:timers/promises';
import { Throttled, Unavailable } from '../../connectors/errors';
import { READ_PAUSES_MS } from '../../contract/policies';

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
