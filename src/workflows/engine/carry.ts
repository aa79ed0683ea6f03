import type { ChangedPage, Plan } from '../../activities/contract';
import type { LedgerSnapshot } from './ledger';
import type { PagesSnapshot } from './pages';
import type { ThresholdsSnapshot } from './thresholds';

/** What a run hands on to its continuation: bounded, whatever the number of rows. */
export interface Carry {
  readonly plan: Plan;
  readonly ledger: LedgerSnapshot;
  /** Position in the plan's slices. */
  readonly slice: number;
  /** Where that slice stands; absent when it has not begun. */
  readonly pages?: PagesSnapshot;
  readonly paused: boolean;
  /** Whether a list of a slice before still moved when it was read for the last time. */
  readonly hasMoved?: boolean;
  /** What is read after the slices, once that has begun. */
  readonly changed?: ChangedPage | undefined;
  /** Why it paused by itself. */
  readonly pausedBecause?: string;
  /** Counters towards the next pause; absent in runs of versions before there were any. */
  readonly thresholds?: ThresholdsSnapshot;
  readonly startedAt: string;
}
