import type { SchemeTable } from '../../contract/scheme';
import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdConflictPolicy,
  type WorkflowHandleWithFirstExecutionRunId,
} from '@temporalio/client';
import type { Days, Reconciliation, ReconcileInput } from '../../contract/reconcile';
import { idOf } from '../../contract/ids';
import { CliError, exitCodes } from '../shared/exit';
import { messages } from '../../messages';

type Reconcile = (input: ReconcileInput) => Promise<Reconciliation>;

/** A handle on a reconciliation. */
export type ReconciliationHandle = WorkflowHandleWithFirstExecutionRunId<Reconcile>;

/** Starts a reconciliation: one at a time for the same scheme and days. @throws CliError when it is running already */
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
    const { isRunning, waitOrCancelInUi } = messages().run;
    throw new CliError(isRunning(workflowId), exitCodes.running, waitOrCancelInUi, { cause: error });
  }
}

/** Days as an id and people name them: `2026-10-01..2026-10-31`, open ends left out; `full` without days. */
export function daysText({ from, to }: Days): string {
  return from === undefined && to === undefined ? 'full' : `${from ?? ''}..${to ?? ''}`;
}
