import type { RunReport } from '../../src/contract/run';
import type { Reconciliation } from '../../src/contract/reconcile';
import type { Holding } from './holdings';
import type { Writes } from './sandbox';

/** What the demonstration shows. */
export interface DemoResult {
  readonly first: readonly RunReport[];
  readonly second: readonly RunReport[];
  readonly writesOfSecondRound: Writes;
  /** Both sides compared after the second round, scheme by scheme. */
  readonly reconciled: readonly Reconciliation[];
  readonly holdings: readonly Holding[];
}

/** Whether all went as it must: every run clean, the second round wrote nothing, and both sides agree. */
export function isAsItMust({ first, second, writesOfSecondRound, reconciled }: DemoResult): boolean {
  const wrote = second.some(({ counts }) => counts.created + counts.audited > 0);
  const clean = [...first, ...second, ...reconciled].every(({ outcome }) => outcome === 'clean');
  return clean && !wrote && writesOfSecondRound.taken === 0;
}
