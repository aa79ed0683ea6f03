import type { HandOver, AlertStates } from '../../contract/alerts';
import { defineQuery, defineSignal } from '@temporalio/workflow';

/** Hands a report over. */
export const reportSignal = defineSignal<[HandOver]>('report');

/** The states that hold, as they were told. */
export const statesQuery = defineQuery<AlertStates>('states');
