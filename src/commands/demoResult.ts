import type { RunReport } from '../workflows/engine/report';
import type { Holding } from './demoHoldings';
import type { Writes } from './demoSandbox';

/** What the demonstration shows. */
export interface DemoResult {
  readonly first: readonly RunReport[];
  readonly second: readonly RunReport[];
  readonly writesOfSecondRound: Writes;
  readonly holdings: readonly Holding[];
}

/** Whether all went as it must: every run clean, and the second round wrote nothing. */
export function isAsItMust({ first, second, writesOfSecondRound }: DemoResult): boolean {
  const wrote = second.some(({ counts }) => counts.created + counts.audited > 0);
  const clean = [...first, ...second].every(({ outcome }) => outcome === 'clean');
  return clean && !wrote && writesOfSecondRound.taken === 0;
}
