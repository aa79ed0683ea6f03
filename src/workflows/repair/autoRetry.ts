import { AUTO_RETRY, type Backoff, CHECK_RETRY, UNREACHED_RETRY } from '../../contract/policies';

/**
 * Milliseconds until a repair tries again by itself; undefined where it waits for a person or a later run.
 * @param tried times it has tried by itself for this cause
 * @param looksUp whether the target can be asked: where it cannot, an unanswered call is never sent again by itself
 */
export function autoRetryDelay(cause: string, tried: number, looksUp: boolean): number | undefined {
  const schedule = Object.hasOwn(AUTO_RETRY, cause) ? AUTO_RETRY[cause] : undefined;
  if (!schedule || (cause === 'in-doubt' && !looksUp)) return undefined;
  return doubled(schedule, tried);
}

/** Milliseconds until a write that a platform did not take is tried again: it was never sent. */
export function unreachedDelay(tried: number): number {
  return doubled(UNREACHED_RETRY, tried);
}

/** Milliseconds for which a repair does not look again after runs told it to, and found nothing new. */
export function checkDelay(checked: number): number {
  return doubled(CHECK_RETRY, checked);
}

function doubled({ first, most }: Backoff, times: number): number {
  return Math.min(first * 2 ** Math.min(times, 30), most);
}
