/** How often a repair tries again by itself: `first` milliseconds after the refusal, then twice as long each time. */
interface Healing {
  readonly first: number;
  readonly most: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Causes that heal without a change of the record, since somebody or something else acts. A retry costs the account a
 * few calls, so intervals grow to a day. All other causes wait for a person or for a later run.
 */
export const healing: Readonly<Record<string, Healing>> = {
  // Somebody has the document open, or has just saved it.
  'edit-lock': { first: MINUTE, most: HOUR },
  'stale-data': { first: MINUTE, most: HOUR },
  // Kingdee closes the books, or is busy: a matter of minutes.
  'network-conflict': { first: 5 * MINUTE, most: 4 * HOUR },
  busy: { first: 5 * MINUTE, most: 4 * HOUR },
  // The platform broke down on it, or was never reached.
  'not-sent': { first: 5 * MINUTE, most: DAY },
  unanswered: { first: 10 * MINUTE, most: DAY },
  'in-doubt': { first: 5 * MINUTE, most: DAY },
  'no-reason': { first: 30 * MINUTE, most: DAY },
  'server-exception': { first: 30 * MINUTE, most: DAY },
  'database-failure': { first: 30 * MINUTE, most: DAY },
  // Somebody lets the request through the firewall, or raises the proxy's limit.
  blocked: { first: HOUR, most: DAY },
  'too-large': { first: HOUR, most: DAY },
  gone: { first: 10 * MINUTE, most: DAY },
  // Somebody submits or audits it in the target.
  'not-submitted': { first: HOUR, most: DAY },
  'not-audited': { first: 30 * MINUTE, most: DAY },
  'wrong-state': { first: HOUR, most: DAY },
  // Somebody creates, enables or allocates the base data, finishes an initialisation, gives a right, or adds the code to
  // the table.
  'missing-base-data': { first: 30 * MINUTE, most: DAY },
  'not-initialised': { first: HOUR, most: DAY },
  'no-permission': { first: HOUR, most: DAY },
  'number-not-found': { first: 30 * MINUTE, most: DAY },
  'required-field': { first: 2 * HOUR, most: DAY },
  'unknown-code': { first: 30 * MINUTE, most: DAY },
  // Stock arrives; a period is opened again.
  interaction: { first: HOUR, most: DAY },
  'closed-period': { first: 6 * HOUR, most: DAY },
};

/**
 * Milliseconds until a repair tries again by itself; undefined where it waits for a person or a later run.
 * @param tried times it has tried by itself for this cause
 * @param looksUp whether the target can be asked: where it cannot, an unanswered call is never sent again by itself
 */
export function waitBefore(cause: string, tried: number, looksUp: boolean): number | undefined {
  const schedule = Object.hasOwn(healing, cause) ? healing[cause] : undefined;
  if (!schedule || (cause === 'in-doubt' && !looksUp)) return undefined;
  return doubled(schedule, tried);
}

/** Milliseconds until a write that a platform did not take is tried again: it was never sent. */
export function waitForPlatform(tried: number): number {
  return doubled({ first: MINUTE, most: HOUR }, tried);
}

/** Milliseconds for which a repair does not look again after runs told it to, and found nothing new. */
export function pauseBetweenChecks(checked: number): number {
  return doubled({ first: 15 * MINUTE, most: DAY }, checked);
}

function doubled({ first, most }: Healing, times: number): number {
  return Math.min(first * 2 ** Math.min(times, 30), most);
}
