import type { RunReport } from '../../src/contract/run';
import type { Reconciliation } from '../../src/contract/reconcile';
import type { Killed } from '../stack/worker';
import { type Books, isBalanced } from './books';
import type { Moment, PagesMoved } from './interruption';
import type { Writes } from './sandbox';

/** How the worker was killed, and how its run went on. */
export interface Interruption extends Moment {
  readonly killed: Killed;
  /** Bills of the run that Kingdee held then, counted by the run or not. */
  readonly bills: number;
  /** Process id of the worker that was started in its place. */
  readonly next: number;
  readonly moved: readonly PagesMoved[];
}

/** What the demonstration shows. */
export interface DemoResult {
  readonly first: readonly RunReport[];
  readonly interruption: Interruption;
  readonly second: readonly RunReport[];
  readonly writesOfSecondRound: Writes;
  /** The sale-outs of both platforms after the second round. */
  readonly books: Books;
  /** Both sides compared after the second round, scheme by scheme. */
  readonly reconciled: readonly Reconciliation[];
}

/** Whether all went as it must: the run outlived its worker, all is there once, and the second round wrote nothing. */
export function isAsItMust(result: DemoResult): boolean {
  const { first, second, writesOfSecondRound, books, reconciled, interruption } = result;
  const wrote = second.some(({ counts }) => counts.created + counts.audited > 0);
  const clean = [...first, ...second, ...reconciled].every(({ outcome }) => outcome === 'clean');
  return clean && !wrote && writesOfSecondRound.taken === 0 && isBalanced(books) && isOutlived(interruption);
}

/** Whether the worker was killed, and both it and the next one moved pages. */
function isOutlived({ killed, next, moved }: Interruption): boolean {
  const workers = moved.map(({ worker }) => worker);
  return killed.signal === 'SIGKILL' && workers.includes(killed.pid) && workers.includes(next);
}
