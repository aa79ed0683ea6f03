import type { JournalEntry } from '../../support/control';

/**
 * A place of a run at which something can happen to it: before or after the commit of one of its calls, or once that is
 * answered, when an activity may just have ended and the next not begun.
 */
export interface Boundary {
  readonly platform: string;
  readonly operation: string;
  /** Which of the run's calls of this operation, from 0. */
  readonly nth: number;
  readonly when: 'before' | 'after' | 'answered';
}

/** Every boundary of a run, in the order of its calls. */
export function boundariesOf(calls: readonly JournalEntry[]): Boundary[] {
  const seen = new Map<string, number>();
  return calls.flatMap(({ platform, operation }) => {
    const nth = seen.get(`${platform} ${operation}`) ?? 0;
    seen.set(`${platform} ${operation}`, nth + 1);
    return (['before', 'after', 'answered'] as const).map((when) => ({ platform, operation, nth, when }));
  });
}

/** Where it is, in words. */
export function nameOf({ platform, operation, nth, when }: Boundary): string {
  const place = when === 'answered' ? 'after the answer to' : `${when} the commit of`;
  return `${place} ${platform} ${operation} ${nth + 1}`;
}

/** A fault that holds the run there for good; where a call is answered, one that answers late enough to be seen coming. */
export function holding({ platform, operation, nth, when }: Boundary): object {
  const calls = { platform, operation, skip: nth, times: 1 };
  if (when === 'answered') return { ...calls, kind: 'latency', milliseconds: 300 };
  return { ...calls, kind: `timeout-${when}-commit` };
}

/**
 * One fault for each of the given calls of an operation, counted from 0. A fault that ends a call hides it from those
 * ordered later, so these have one call fewer to let pass.
 */
export function striking(fault: object, calls: readonly number[]): object[] {
  return [...calls].sort((a, b) => a - b).map((call, index) => ({ ...fault, skip: call - index, times: 1 }));
}
