import type { FailedRecordOfRun } from '../../contract/page';
import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Progress } from '../../contract/run';

/** Stops the run after the pages in flight. Sent twice it changes nothing. */
export const pauseSignal = defineSignal('pause');

/** Goes on with the next page. */
export const resumeSignal = defineSignal('resume');

/** Where the run stands. */
export const progressQuery = defineQuery<Progress>('progress');

/** The first 50 refused records, with key and reason. */
export const rejectedQuery = defineQuery<readonly FailedRecordOfRun[]>('rejected');
