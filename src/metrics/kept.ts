import { doneWithin } from './within';
import { METRICS_FRESH_MS } from '../contract/policies';

/**
 * Asks again only when what was asked before is too old, once for all who want to know meanwhile.
 * @param patienceMs milliseconds that a caller waits; the asking goes on without it
 * @param ask never rejects
 */
export function keptFresh(patienceMs: number, ask: () => Promise<void>): () => Promise<void> {
  let askedAt = -Infinity;
  let asking: Promise<void> | undefined;
  const askNow = async () => {
    await ask();
    askedAt = performance.now();
    asking = undefined;
  };
  return async () => {
    if (performance.now() - askedAt > METRICS_FRESH_MS) asking ??= askNow();
    if (asking) await doneWithin(patienceMs, asking);
  };
}
