import type { FailedRecord } from '../../contract/page';
import type { AlertReason } from '../../contract/alerts';

/** Keys that are named of a cause. */
const KEYS = 5;

/** Causes of a page that are told. */
const REASONS = 20;

/** Records in doubt of a page that are named; each of them may have been written. */
const DOUBTFUL = 20;

/** Refused records by cause, in the order of the first of each: the first keys, and what to do. */
export function reasonsOf(rejected: readonly FailedRecord[]): AlertReason[] {
  const causes = [...new Set(rejected.map(({ cause }) => cause))].slice(0, REASONS);
  return causes.map((cause) => {
    const records = rejected.filter((record) => record.cause === cause);
    const { field, advice } = records[0] ?? {};
    return {
      cause,
      ...(field && { field }),
      ...(advice && { advice }),
      keys: records.slice(0, KEYS).map(({ key }) => key),
    };
  });
}

/** The first keys that are in doubt. */
export function doubtful(keys: readonly string[]): readonly string[] {
  return keys.slice(0, DOUBTFUL);
}
