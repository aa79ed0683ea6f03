import type { SchemeTable } from '../../contract/scheme';
import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdConflictPolicy,
  type WorkflowHandleWithFirstExecutionRunId,
} from '@temporalio/client';
import { idOf } from '../../contract/ids';
import { onQueue, quoted } from '../../contract/searchAttributes';
import type { RunInput, RunReport } from '../../contract/run';
import type { ConfiguredScheme } from '../shared/context';
import { CliError, exitCodes } from '../shared/exit';
import { messages } from '../../messages';

/** A handle on a scheme's run. */
export type RunHandle = WorkflowHandleWithFirstExecutionRunId<() => Promise<RunReport>>;

/** Starts a run of a scheme. @throws CliError when one over the same window is running already */
export async function startRun(
  client: Client,
  taskQueue: string,
  { table, settings }: ConfiguredScheme,
  input: RunInput,
): Promise<RunHandle> {
  const workflowId = idOf(taskQueue, table.name, settings.source, windowName(table, input));
  const running = await runUnderWay(client, table.name, taskQueue, workflowId);
  if (running !== undefined) throw alreadyRunning(running);
  try {
    return await client.workflow.start<() => Promise<RunReport>>(table.name, {
      workflowId,
      taskQueue,
      args: [input] as never,
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
      staticSummary: table.title.en,
      staticDetails: `${table.title.zh}\n\n${settings.source} → ${settings.target}`,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    throw alreadyRunning(workflowId, error);
  }
}

function alreadyRunning(workflowId: string, cause?: unknown): CliError {
  const { isRunning, waitOrCancel } = messages().run;
  return new CliError(isRunning(workflowId), exitCodes.running, waitOrCancel, { cause });
}

/** A Schedule's runs have the same id with a time behind it. */
async function runUnderWay(
  client: Client,
  scheme: string,
  taskQueue: string,
  workflowId: string,
): Promise<string | undefined> {
  const query = `WorkflowType="${scheme}" AND ${onQueue(taskQueue)} AND CloseTime IS NULL AND WorkflowId STARTS_WITH ${quoted(workflowId)}`;
  for await (const run of client.workflow.list({ query })) return run.workflowId;
  return undefined;
}

/** `full` where the whole list is read, `live` where a run goes on from the one before, or the window that was given. */
function windowName({ watermark }: SchemeTable, { from, to }: RunInput): string {
  if (from !== undefined) return `${from}..${to ?? 'now'}`;
  return watermark ? 'live' : 'full';
}

/** Whether a worker listens on a queue of workflow tasks now. */
export async function isServed(client: Client, namespace: string, taskQueue: string): Promise<boolean> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: taskQueue },
  });
  return (pollers ?? []).length > 0;
}
