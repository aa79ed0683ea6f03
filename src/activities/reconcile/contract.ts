import type { ReconcileCell } from '../../workflows/reconcile/cell';
import type { Comparison, Judged, Kind, ReconcileInput } from '../../workflows/reconcile/report';
import type { PageReference, PageTask, Plan, RunFacts } from '../contract';

/** Whole days of Asia/Shanghai, both included: `yyyy-MM-dd`; absent ends are open. */
export interface Days {
  readonly from?: string;
  readonly to?: string;
}

/** Decisions of a reconciliation, taken once at its start. */
export interface ReconcilePlan {
  /** How the source is read; its slices cover `days`. */
  readonly plan: Plan;
  /** All days that are compared; none where the source has no window. */
  readonly days: Days;
  readonly judged: Judged;
  /** Whether it reports its own failure and recovery; absent without channels. */
  readonly tellsFailure?: boolean;
}

/** What a reconciliation knows of itself when it plans. */
export type ReconcileFacts = Pick<RunFacts, 'stream'>;

/** One slice to compare. */
export interface SliceReference {
  /** Its first page; all pages of the slice are read. */
  readonly page: PageReference;
  readonly days: Days;
  /** Findings of each kind that the report still takes. */
  readonly room: Readonly<Record<Kind, number>>;
}

/** A slice with what table and source say of it. */
export interface SliceTask extends Omit<SliceReference, 'page'> {
  readonly page: PageTask;
  readonly paging: Plan['paging'];
  readonly reconcile?: ReconcileCell | undefined;
}

/** The activities of a reconciliation; they read only. */
export interface ReconcileActivities {
  /** Resolves connections, parameters and days. @throws Misconfigured, also for a target that cannot be asked */
  planReconciliation(scheme: string, input: ReconcileInput, facts?: ReconcileFacts): Promise<ReconcilePlan>;
  /** Reads one slice of both sides and compares it. Safe to repeat. */
  compareSlice(task: SliceReference): Promise<Comparison>;
}
