import { createHash } from 'node:crypto';

/** Longest key that stands in a workflow id or a search attribute as it is: servers on SQL take 255 characters. */
const LONGEST = 180;

/** Workflow id of a record's repair: one per record, whichever run found it. */
export function repairId(scheme: string, key: string): string {
  return `repair/${scheme}/${shortKey(key)}`;
}

/** A key as search attributes take it: a long one is cut, with a digest so that no two are alike. */
export function shortKey(key: string): string {
  if (key.length <= LONGEST) return key;
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 16);
  return `${key.slice(0, LONGEST - 17)}~${digest}`;
}
