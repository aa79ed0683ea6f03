import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { AlertReport, AlertRules } from './alert';
import type { AlertStates } from './states';

/** What is handed over: the rules as the worker's configuration has them, and what there is to report. */
export interface HandOver {
  readonly rules: AlertRules;
  /** Absent when a worker only says that it is there: then the Schedules are looked at. */
  readonly report?: AlertReport;
}

/** Hands a report over. */
export const reportSignal = defineSignal<[HandOver]>('report');

/** The states that hold, as they were told. */
export const statesQuery = defineQuery<AlertStates>('states');
