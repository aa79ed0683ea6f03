import type { SchemeTable } from '../contract/scheme';
import { createHash } from 'node:crypto';

/** Text that changes with a table's source or target. */
export function digestOf({ source, target }: Pick<SchemeTable, 'source' | 'target'>): string {
  return createHash('sha256')
    .update(JSON.stringify([source, target]))
    .digest('hex')
    .slice(0, 12);
}
