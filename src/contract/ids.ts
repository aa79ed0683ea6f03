import { createHash } from 'node:crypto';

/** Longest id: servers on SQL take 255 characters, and Temporal puts the time behind the id of a Schedule's run. */
const LONGEST = 230;

/** Longest installation within an id, so that what it is of keeps its room. */
const LONGEST_INSTALLATION = 100;

/** Longest key that stands in a search attribute as it is. */
const LONGEST_KEY = 180;

/**
 * Id of a workflow or a Schedule: the installation first, then what it is of. Two installations in one namespace never
 * share an id, whatever characters their task queues hold.
 */
export function idOf(taskQueue: string, ...parts: readonly string[]): string {
  return shortened([installationOf(taskQueue), ...parts].join('/'), LONGEST);
}

/** A task queue as the first part of an id: a slash of its own would be taken for the end of it. */
export function installationOf(taskQueue: string): string {
  const escaped = taskQueue.replaceAll('%', '%25').replaceAll('/', '%2F');
  return shortened(escaped, LONGEST_INSTALLATION);
}

/** Workflow id of a record's repair: one per record, whichever run found it. */
export function repairId(taskQueue: string, scheme: string, key: string): string {
  return idOf(taskQueue, 'repair', scheme, key);
}

/** Workflow id of an installation's alerts; those of its deliveries begin so. */
export function alertsId(taskQueue: string): string {
  return idOf(taskQueue, 'alerts');
}

/** Workflow id of an account's call budget: one for all workers of an installation. */
export function budgetId(taskQueue: string, account: string): string {
  return idOf(taskQueue, 'budget', account);
}

/** A key as search attributes take it. */
export function shortKey(key: string): string {
  return shortened(key, LONGEST_KEY);
}

/** A long text is cut, with a digest so that no two are alike; never in the middle of a character. */
function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${text.slice(0, most - 17).replace(/[\uD800-\uDBFF]$/, '')}~${digest}`;
}
