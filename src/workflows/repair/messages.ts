import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Discard, RepairState, RetryWith, RunEnded, ReportedRejection } from '../../contract/repair';

/** A run met the record again, and it was refused again. Sent by runs. */
export const refusedSignal = defineSignal<[ReportedRejection]>('refused');

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
