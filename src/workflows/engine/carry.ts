import type { ChangedPage, Plan } from '../../activities/contract';
import type { LedgerSnapshot } from './ledger';
import type { ListsSnapshot } from './lists';
import type { PagesSnapshot } from './pages';
import type { ThresholdsSnapshot } from './thresholds';

/** What a run hands on to its continuation: bounded, whatever the number of rows. */
export interface Carry extends CarryOfOneList {
  readonly plan: Plan;
  readonly ledger: LedgerSnapshot;
  /** Where the run's lists stand; absent in what runs of 0.2.0 and before carry. */
  readonly lists?: ListsSnapshot;
  readonly paused: boolean;
  /** Why it paused by itself. */
  readonly pausedBecause?: string;
  /** Counters towards the next pause; absent in runs of versions before there were any. */
  readonly thresholds?: ThresholdsSnapshot;
  readonly startedAt: string;
}

/** What runs of 0.2.0 and before carry instead of `lists`: they read one list after the other. */
interface CarryOfOneList {
  /** Position in the plan's slices. */
  readonly slice?: number;
  /** Where that slice stands; absent when it has not begun. */
  readonly pages?: PagesSnapshot;
  /** Whether a list of a slice before still moved when it was read for the last time. */
  readonly hasMoved?: boolean;
  /** What is read after the slices, once that has begun. */
  readonly changed?: ChangedPage | undefined;
}
