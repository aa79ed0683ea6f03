import { type Client, QueryNotRegisteredError, WorkflowNotFoundError } from '@temporalio/client';
import { alertsId } from '../contract/ids';
import { onQueue } from '../contract/searchAttributes';
import { ANSWER_TIMEOUT_MS } from '../contract/policies';

/** A workflow task that failed so often stands still until someone acts; one failure may be a worker that was stopped. */
const STUCK_ATTEMPT = 3;

/** gRPC's INVALID_ARGUMENT: servers before 1.30 do not know the search attribute of stuck workflows. */
const INVALID_ARGUMENT = 3;

/** What a query of a workflow that stands still ends with: INVALID_ARGUMENT, DEADLINE_EXCEEDED, FAILED_PRECONDITION. */
const NO_ANSWER: readonly unknown[] = [3, 4, 9];

/** What was asked of a workflow; undefined where the workflow is not there, not there any more, or has ended. */
export async function ifFound<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/**
 * Ids of running workflows whose workflow tasks fail again and again: they do nothing, and their status says RUNNING.
 * The newest are looked at one by one, all others by what the server notes of them after five attempts.
 * @param most workflows that are looked at one by one
 */
export async function stuckWorkflows(client: Client, taskQueue: string, most: number): Promise<string[]> {
  const running = `${onQueue(taskQueue)} AND ExecutionStatus="Running"`;
  const newest: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query: running, pageSize: most })) {
    newest.push(workflowId);
    if (newest.length >= most) break;
  }
  const looked = await Promise.all(newest.map((workflowId) => isStuck(client, workflowId)));
  return [...new Set([...newest.filter((_, at) => looked[at]), ...(await notedByServer(client, running))])];
}

async function isStuck(client: Client, workflowId: string): Promise<boolean> {
  // One that was there a moment ago may have ended and be forgotten.
  const found = await ifFound(client.workflow.getHandle(workflowId).describe());
  return (found?.raw.pendingWorkflowTask?.attempt ?? 0) >= STUCK_ATTEMPT;
}

async function notedByServer(client: Client, running: string): Promise<string[]> {
  const query = `${running} AND TemporalReportedProblems IS NOT NULL`;
  const found: string[] = [];
  try {
    for await (const { workflowId } of client.workflow.list({ query })) found.push(workflowId);
  } catch (error) {
    if (codeOf(error) !== INVALID_ARGUMENT) throw error;
  }
  return found;
}

/** Whether the workflow that tells of alerts does so; `silent` also where no worker is there to answer for it. */
export type AlertsState = 'answers' | 'silent' | 'missing';

export async function alertsState(client: Client, taskQueue: string): Promise<AlertsState> {
  const handle = client.workflow.getHandle(alertsId(taskQueue));
  try {
    const found = await ifFound(handle.describe());
    if (found?.status.name !== 'RUNNING') return 'missing';
    const asking = client.connection.withDeadline(Date.now() + ANSWER_TIMEOUT_MS, () =>
      handle.query('states'),
    );
    return (await ifFound(asking.then(() => true))) ? 'answers' : 'missing';
  } catch (error) {
    if (isNoAnswer(error)) return 'silent';
    throw error;
  }
}

function isNoAnswer(error: unknown): boolean {
  return error instanceof QueryNotRegisteredError || NO_ANSWER.includes(codeOf(error));
}

function codeOf(error: unknown): unknown {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return code ?? (cause === undefined ? undefined : codeOf(cause));
}
