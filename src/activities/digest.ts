import { createHash } from 'node:crypto';
import type { SchemeTable } from '../workflows/engine/scheme';

/** Text that changes with a table's source or target. */
export function digestOf({ source, target }: Pick<SchemeTable, 'source' | 'target'>): string {
  return createHash('sha256')
    .update(JSON.stringify([source, target]))
    .digest('hex')
    .slice(0, 12);
}
