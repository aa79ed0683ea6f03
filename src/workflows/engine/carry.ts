import type { Bilingual } from '../../contract/bilingual';
import type { Plan } from '../../contract/run';
import type { LedgerSnapshot } from './counts';
import type { ListsSnapshot } from './lists';
import type { ThresholdsSnapshot } from './failedRecords';

/** What a run hands on to its continuation: bounded, whatever the number of rows. */
export interface Carry {
  readonly plan: Plan;
  readonly ledger: LedgerSnapshot;
  /** Where the run's lists stand. */
  readonly lists: ListsSnapshot;
  readonly paused: boolean;
  /** Why it paused by itself. */
  readonly pausedBecause?: Bilingual;
  /** Counters towards the next pause. */
  readonly thresholds: ThresholdsSnapshot;
  readonly startedAt: string;
}
