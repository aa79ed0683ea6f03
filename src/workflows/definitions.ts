import type { ReconcileProgress } from '../contract/reconcile';
import type { FailedRecordOfRun } from '../contract/page';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Progress } from '../contract/run';
import type { Discard, RepairState, RetryWith, RunEnded, ReportedRejection } from '../contract/repair';
import type { ReportWithRules, AlertStates } from '../contract/alerts';
import type { Lease, LeaseRequest } from '../contract/budget';

/** Stops the run after the pages in flight. Sent twice it changes nothing. */
export const pauseSignal = defineSignal('pause');

/** Goes on with the next page. */
export const resumeSignal = defineSignal('resume');

/** Where the run stands. */
export const progressQuery = defineQuery<Progress>('progress');

/** Where a reconciliation stands. */
export const reconcileProgressQuery = defineQuery<ReconcileProgress>('progress');

/** The first 50 refused records, with key and reason. */
export const rejectedQuery = defineQuery<readonly FailedRecordOfRun[]>('rejected');

/** A run read the record again, and it was rejected again. Sent by runs. */
export const rejectedSignal = defineSignal<[ReportedRejection]>('rejected');

/** Reads the record again and does all that a run does to it. No payload. */
export const retrySignal = defineSignal('retry');

/** Writes an edited target document instead of the mapped one. */
export const retryWithSignal = defineSignal<[RetryWith]>('retryWith');

/** Ends the repair without a write: a later run does not report the record again for the same cause. */
export const discardSignal = defineSignal<[Discard]>('discard');

/** Looks whether the record is done meanwhile, and writes nothing. Without payload from a person, with one from a run. */
export const checkSignal = defineSignal<[RunEnded?]>('check');

/** Where the repair stands. */
export const stateQuery = defineQuery<RepairState>('state');

/** Hands a report over. */
export const reportSignal = defineSignal<[ReportWithRules]>('report');

/** The alerts that are held. */
export const statesQuery = defineQuery<AlertStates>('states');

/** Asks the budget of an account for starts of calls. */
export const leaseUpdate = defineUpdate<Lease, [LeaseRequest]>('lease');
