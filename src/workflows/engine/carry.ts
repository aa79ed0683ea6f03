import type { Plan } from '../../activities/contract';
import type { LedgerSnapshot } from './ledger';

/** What a run hands on to its continuation: bounded, whatever the number of rows. */
export interface Carry {
  readonly plan: Plan;
  readonly ledger: LedgerSnapshot;
  readonly nextPage: number;
  readonly paused: boolean;
  readonly lastFingerprint: string;
  readonly startedAt: string;
}
