import type { JournalEntry } from '../../support/control';

/** A place of a run at which something can happen to it: before or after the commit of one of its calls. */
export interface Boundary {
  readonly platform: string;
  readonly operation: string;
  /** Which of the run's calls of this operation, from 0. */
  readonly nth: number;
  readonly when: 'before' | 'after';
}

/** Every boundary of a run, in the order of its calls. */
export function boundariesOf(calls: readonly JournalEntry[]): Boundary[] {
  const seen = new Map<string, number>();
  return calls.flatMap(({ platform, operation }) => {
    const nth = seen.get(`${platform} ${operation}`) ?? 0;
    seen.set(`${platform} ${operation}`, nth + 1);
    return (['before', 'after'] as const).map((when) => ({ platform, operation, nth, when }));
  });
}

/** Where it is, in words. */
export function nameOf({ platform, operation, nth, when }: Boundary): string {
  return `${when} the commit of ${platform} ${operation} ${nth + 1}`;
}

/** A fault that holds the run there for good. */
export function holding({ platform, operation, nth, when }: Boundary): object {
  return { platform, operation, kind: `timeout-${when}-commit`, skip: nth, times: 1 };
}

/**
 * One fault for each of the given calls of an operation, counted from 0. A fault that ends a call hides it from those
 * ordered later, so these have one call fewer to let pass.
 */
export function striking(fault: object, calls: readonly number[]): object[] {
  return [...calls].sort((a, b) => a - b).map((call, index) => ({ ...fault, skip: call - index, times: 1 }));
}
