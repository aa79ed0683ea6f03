import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowHandleWithFirstExecutionRunId,
  WorkflowIdConflictPolicy,
} from '@temporalio/client';
import { BadDays, type DaysFault, daysOf, endOf } from '../activities/reconcile/days';
import { notReconcilable } from '../activities/reconcile/plan';
import type { Config } from '../config/config';
import { type Bilingual, untranslated } from '../contract/bilingual';
import { MOST } from '../contract/bounds';
import { idOf } from '../contract/ids';
import type { Days, Reconciliation, ReconcileInput } from '../contract/reconcile';
import type { RunInput, RunReport } from '../contract/run';
import type { SchemeTable } from '../contract/scheme';
import { failure } from '../messages/errors';
import { run as runSentences } from '../messages/runs';
import { createRuntime } from '../runtime';
import type { Server } from './server';
import { OperationError } from './errors';
import { type RunHandle, startRun } from './runs/start';
import type { ConfiguredScheme } from './schemes';

type Reconcile = (input: ReconcileInput) => Promise<Reconciliation>;

/** A handle on a reconciliation. */
export type ReconciliationHandle = WorkflowHandleWithFirstExecutionRunId<Reconcile>;

/** Waits for what a repair starts; a command draws its progress meanwhile. */
export interface Followers {
  run(handle: RunHandle): Promise<RunReport>;
  comparison(handle: ReconciliationHandle): Promise<Reconciliation>;
}

/** What is asked of a comparison. */
export interface ReconcileRequest {
  readonly from?: string;
  readonly to?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Refuses a scheme whose target cannot be asked, before anything is started. @throws OperationError */
export async function checkReconcilable(config: Config, table: SchemeTable): Promise<void> {
  const runtime = createRuntime(config);
  try {
    const mute = notReconcilable(table, runtime);
    if (mute !== undefined) throw new OperationError('usage', failure.notReconcilable(table.name, mute));
  } finally {
    await runtime.close();
  }
}

/** The input of a reconciliation over the days that are asked for. @throws OperationError for days that make no sense */
export function reconcileInput(
  { table, settings }: ConfiguredScheme,
  { from, to, parameters }: ReconcileRequest,
): ReconcileInput {
  try {
    const days = daysOf(table, { ...(from && { from }), ...(to && { to }) }, settings.since, Date.now());
    return { scheme: table.name, ...days, ...(parameters && { parameters }) };
  } catch (error) {
    throw error instanceof BadDays ? new OperationError('usage', faultText(error.fault)) : error;
  }
}

function faultText(fault: DaysFault): Bilingual {
  const { days } = failure;
  if (fault.code === 'no-window') return days.noWindow(fault.scheme);
  if (fault.code === 'backwards')
    return days.backwards(fault.from, fault.to === undefined ? days.today : untranslated(fault.to));
  if (fault.code === 'too-long') return days.tooLong(fault.slices, MOST.slices);
  return days.noDay(fault.end, fault.given.slice(0, 40));
}

/** Starts a reconciliation: one at a time for the same scheme and days. @throws OperationError when it is running already */
export async function startReconciliation(
  client: Client,
  taskQueue: string,
  table: SchemeTable,
  input: ReconcileInput,
): Promise<ReconciliationHandle> {
  const workflowId = idOf(taskQueue, 'reconcile', table.name, daysText(input));
  try {
    return await client.workflow.start<Reconcile>('reconcileScheme', {
      workflowId,
      taskQueue,
      args: [input],
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
      staticSummary: `Reconciliation: ${table.title.en}`,
      staticDetails: `对账：${table.title.zh}`,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    const { isRunning, waitOrCancelInUi } = runSentences;
    throw new OperationError('running', isRunning(workflowId), waitOrCancelInUi, { cause: error });
  }
}

/** Days as an id and people name them: `2026-10-01..2026-10-31`, open ends left out; `full` without days. */
export function daysText({ from, to }: Days): string {
  return from === undefined && to === undefined ? 'full' : `${from ?? ''}..${to ?? ''}`;
}

/** What a repair did: an ordinary run of the scheme over the same days, and the comparison after it. */
export interface Repair {
  readonly run: RunReport;
  readonly after: Reconciliation;
}

/** Whether a run would change anything: it writes what is missing and audits what is unfinished, nothing else. */
export function isRepairable({ counts }: Reconciliation): boolean {
  return counts.missing + counts.unfinished > 0;
}

/**
 * Runs the scheme over the days of a report and compares again.
 * @throws OperationError when the run fails or one is running
 */
export async function repairByRun(
  { client, taskQueue }: Server,
  scheme: ConfiguredScheme,
  report: Reconciliation,
  input: ReconcileInput,
  follow: Followers,
): Promise<Repair> {
  const done = await follow.run(
    await startRun(client, taskQueue, scheme, runInputOf(scheme, report, input, Date.now())),
  );
  const again = await startReconciliation(client, taskQueue, scheme.table, input);
  return { run: done, after: await follow.comparison(again) };
}

/**
 * Input of a run that covers whole days. Its end is the midnight after the last day, or now: a second too many costs
 * nothing, since what is there is only looked up. It goes by the times that the days were compared by.
 */
function runInputOf(
  { table }: ConfiguredScheme,
  { from, to }: Reconciliation,
  { parameters }: ReconcileInput,
  now: number,
): RunInput {
  const all = { ...parameters, ...table.reconcile?.parameters };
  return {
    ...(Object.keys(all).length > 0 ? { parameters: all } : {}),
    ...(from === undefined ? {} : { from: `${from} 00:00:00` }),
    ...(to === undefined ? {} : { to: endOf(to, now) }),
  };
}
