import type { SchemeTable } from '../../contract/scheme';
import type { Plan, RunReport } from '../../contract/run';
import type { Totals } from './ledger';
import type { Closed } from './window';

/** What a run has come to. */
interface End {
  readonly books: Totals;
  readonly window: Closed;
  readonly startedAt: string;
}

/** The report of a run that has ended: `clean` where nothing is left to do about it. */
export function reportOf(
  { name: scheme }: SchemeTable,
  { source, target }: Plan,
  { books, window, startedAt }: End,
): RunReport {
  const isDone = books.counts.rejected + books.counts.inDoubt === 0;
  const outcome = isDone && !window.warnings ? 'clean' : 'attention';
  const finishedAt = new Date().toISOString();
  return { scheme, outcome, source, target, ...books, ...window, startedAt, finishedAt };
}
