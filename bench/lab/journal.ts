import type { JournalEntry } from '../../test/support/control';

/** Milliseconds since 1970 at which calls of an operation arrived, in order. */
export function arrivals(journal: readonly JournalEntry[], platform: string, operation?: string): number[] {
  return journal
    .filter((entry) => entry.platform === platform && (!operation || entry.operation === operation))
    .map(({ at }) => Date.parse(at))
    .sort((a, b) => a - b);
}
