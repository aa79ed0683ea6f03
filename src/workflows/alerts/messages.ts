import type { ReportWithRules, AlertStates } from '../../contract/alerts';
import { defineQuery, defineSignal } from '@temporalio/workflow';

/** Hands a report over. */
export const reportSignal = defineSignal<[ReportWithRules]>('report');

/** The states that hold, as they were told. */
export const statesQuery = defineQuery<AlertStates>('states');
