import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { searchAttributes, onQueue } from '../../contract/searchAttributes';
import { schemes } from '../../workflows/catalogue';
import { runs as sentences } from '../../messages/runs';
import { OperationError } from '../errors';
import { ifFound } from '../../temporal/workflows';
import { isScheme } from '../schemes';
import type { ShownOutcome } from '../../contract/run';

/** A run of a scheme as Temporal's list shows it. Times are ISO. */
export interface ListedRun {
  readonly scheme: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly state: ShownOutcome;
  /** Beginning of the run's latest execution; of one that continued as new a later moment than its own. */
  readonly startedAt: string;
  readonly finishedAt?: string;
  /** Records refused; absent before the run's first step. */
  readonly rejected?: number;
  /** Watermark that it set. */
  readonly syncedThrough?: string;
}

type Execution = Omit<WorkflowExecutionInfo, 'raw'>;

/** A run that has not ended, paused in Temporal itself or not: servers that know no such pause refuse its name. */
const OPEN = 'CloseTime IS NULL';

/** Conditions of the visibility query by state; the rest of the difference is told by {@link stateOf}. */
const conditions: Readonly<Record<ShownOutcome, string>> = {
  running: OPEN,
  paused: OPEN,
  clean: 'ExecutionStatus="Completed" AND Outcome="clean"',
  attention: 'ExecutionStatus="Completed" AND Outcome="attention"',
  failed: 'ExecutionStatus IN ("Failed", "TimedOut")',
  cancelled: 'ExecutionStatus IN ("Canceled", "Terminated")',
};

/** States that a list can be narrowed to. */
export const runStates = Object.keys(conditions) as ShownOutcome[];

/** The runs of a task queue's schemes, those under way first, then the newest; executions that continued as new are left out. */
export async function* listRuns(
  client: Client,
  taskQueue: string,
  { scheme, state }: { readonly scheme?: string | undefined; readonly state?: ShownOutcome | undefined } = {},
): AsyncGenerator<ListedRun> {
  const condition = state === undefined ? 'ExecutionStatus!="ContinuedAsNew"' : conditions[state];
  for await (const run of executionsOf(client, taskQueue, scheme, condition)) {
    if (state === undefined || run.state === state) yield run;
  }
}

/** The runs under way, paused ones among them. */
export async function openRuns(client: Client, taskQueue: string, scheme?: string): Promise<ListedRun[]> {
  const runs: ListedRun[] = [];
  const open = executionsOf(client, taskQueue, scheme, conditions.running);
  for await (const run of open) runs.push(run);
  return runs;
}

async function* executionsOf(
  client: Client,
  taskQueue: string,
  scheme: string | undefined,
  condition: string,
): AsyncGenerator<ListedRun> {
  const names = scheme === undefined ? Object.keys(schemes) : [scheme];
  const types = names.map((name) => `"${name}"`).join(', ');
  const query = `${onQueue(taskQueue)} AND WorkflowType IN (${types}) AND ${condition}`;
  for await (const execution of client.workflow.list({ query })) yield listedRun(execution);
}

/** A run by what the server tells of its latest execution. */
function listedRun(execution: Execution): ListedRun {
  const { type, workflowId, runId, startTime, closeTime, typedSearchAttributes } = execution;
  const rejected = typedSearchAttributes.get(searchAttributes.rejectedCount);
  const through = typedSearchAttributes.get(searchAttributes.syncedThrough);
  return {
    scheme: type,
    workflowId,
    runId,
    state: stateOf(execution),
    startedAt: startTime.toISOString(),
    ...(closeTime ? { finishedAt: closeTime.toISOString() } : {}),
    ...(rejected === undefined ? {} : { rejected }),
    ...(through ? { syncedThrough: through.toISOString() } : {}),
  };
}

/** The status counts more than what the run last said of itself: one that was terminated could not say so. */
function stateOf({ status, typedSearchAttributes }: Execution): ShownOutcome {
  const outcome = typedSearchAttributes.get(searchAttributes.outcome);
  switch (status.name) {
    case 'RUNNING':
      return outcome === 'paused' ? 'paused' : 'running';
    case 'PAUSED':
      return 'paused';
    case 'COMPLETED':
      return outcome === 'attention' ? 'attention' : 'clean';
    case 'CANCELLED':
    case 'TERMINATED':
      return 'cancelled';
    default:
      return 'failed';
  }
}

/** The run of a workflow id, or the newest of a scheme, one under way before all. @throws OperationError where there is none */
export async function findRun(client: Client, taskQueue: string, name: string): Promise<ListedRun> {
  if (!isScheme(name)) return runById(client, taskQueue, name);
  for await (const run of listRuns(client, taskQueue, { scheme: name })) return run;
  throw new OperationError('usage', sentences.neverRan(name), sentences.list);
}

/** The latest run of a workflow id. @throws OperationError where it is none of a scheme on this task queue */
export async function runById(client: Client, taskQueue: string, workflowId: string): Promise<ListedRun> {
  const execution = await ifFound(client.workflow.getHandle(workflowId).describe());
  if (!execution) throw new OperationError('usage', sentences.unknown(workflowId), sentences.list);
  if (!isScheme(execution.type))
    throw new OperationError('usage', sentences.noScheme(workflowId, execution.type), sentences.list);
  if (execution.taskQueue !== taskQueue)
    throw new OperationError('usage', sentences.otherQueue(workflowId, execution.taskQueue));
  return listedRun(execution);
}
