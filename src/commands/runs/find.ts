import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { schemes } from '../../workflows/catalogue';
import { CliError, exitCodes } from '../shared/exit';
import { type ListedRun, listedRun, listRuns } from './list';
import { messages } from '../../messages';

/** Whether a name is a scheme's, and not a workflow id. */
export function isScheme(name: string): boolean {
  return Object.hasOwn(schemes, name);
}

/** The run of a workflow id, or the newest of a scheme, one under way before all. @throws CliError where there is none */
export async function findRun(client: Client, taskQueue: string, name: string): Promise<ListedRun> {
  if (!isScheme(name)) return runById(client, taskQueue, name);
  for await (const run of listRuns(client, taskQueue, { scheme: name })) return run;
  throw new CliError(messages().runs.neverRan(name), exitCodes.usage, messages().runs.list);
}

/** The latest run of a workflow id. @throws CliError where it is none of a scheme on this task queue */
export async function runById(client: Client, taskQueue: string, workflowId: string): Promise<ListedRun> {
  const texts = messages().runs;
  const execution = await client.workflow.getHandle(workflowId).describe().catch(ignoreUnknown);
  if (!execution) throw new CliError(texts.unknown(workflowId), exitCodes.usage, texts.list);
  if (!isScheme(execution.type))
    throw new CliError(texts.noScheme(workflowId, execution.type), exitCodes.usage, texts.list);
  if (execution.taskQueue !== taskQueue)
    throw new CliError(texts.otherQueue(workflowId, execution.taskQueue), exitCodes.usage);
  return listedRun(execution);
}

/** Passes over a workflow that is not there (any more). */
export function ignoreUnknown(error: unknown): undefined {
  if (error instanceof WorkflowNotFoundError) return undefined;
  throw error;
}
