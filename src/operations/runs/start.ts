import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowHandleWithFirstExecutionRunId,
  WorkflowIdConflictPolicy,
} from '@temporalio/client';
import { beginningOf, endingOf, hasEnd, hasWindow } from '../../activities/plan/window';
import { MOST, slicesIn } from '../../contract/bounds';
import { idOf } from '../../contract/ids';
import type { RunInput, RunReport } from '../../contract/run';
import type { SchemeTable } from '../../contract/scheme';
import { shanghaiTime } from '../../contract/time';
import { onQueue, quoted } from '../../contract/searchAttributes';
import { failure } from '../../messages/errors';
import { run as sentences } from '../../messages/runs';
import { OperationError } from '../errors';
import type { ConfiguredScheme } from '../schemes';

type Run = (input: RunInput) => Promise<RunReport>;

/** A handle on a scheme's run. */
export type RunHandle = WorkflowHandleWithFirstExecutionRunId<Run>;

/** Starts a run of a scheme. @throws OperationError when one over the same window is running already */
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
    return await client.workflow.start<Run>(table.name, {
      workflowId,
      taskQueue,
      args: [input],
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
      staticSummary: table.title.en,
      staticDetails: `${table.title.zh}\n\n${settings.source} → ${settings.target}`,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    throw alreadyRunning(workflowId, error);
  }
}

/** That a run is under way already, and how to end it. */
export function alreadyRunning(workflowId: string, cause?: unknown): OperationError {
  return new OperationError('running', sentences.isRunning(workflowId), sentences.waitOrCancel, { cause });
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

/**
 * Refuses a window that makes no sense for a scheme. A worker refuses it too, but only once one takes the run.
 * @param now milliseconds since 1970
 * @throws OperationError
 */
export function checkWindow(
  table: SchemeTable,
  { from, to }: { readonly from?: string; readonly to?: string },
  now: number,
): void {
  const { window } = failure;
  if (from === undefined && to === undefined) return;
  if (!hasWindow(table))
    throw new OperationError('usage', window.noWindow(table.name), window.useRun(table.name));
  if (to !== undefined && !hasEnd(table))
    throw new OperationError('usage', window.noEnd(table.name), window.withoutTo);
  if (from === undefined) throw new OperationError('usage', window.endAlone);
  checkSpan(table, beginningOf(from), to === undefined ? undefined : endingOf(to), shanghaiTime(now));
}

function checkSpan(table: SchemeTable, begin: string, end: string | undefined, present: string): void {
  const { window } = failure;
  if (end !== undefined && begin >= end) throw new OperationError('usage', window.backwards);
  if (begin >= present) throw new OperationError('usage', window.future(begin));
  const last = end === undefined || end > present ? present : end;
  const slices = table.sliceDays === undefined ? 0 : slicesIn(begin, last, table.sliceDays * 24);
  if (slices > MOST.slices)
    throw new OperationError('usage', window.tooLong(slices, MOST.slices), window.inParts);
}
