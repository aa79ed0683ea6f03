import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { connectClient } from '../../temporal/connect';
import { repairId } from '../../contract/ids';
import { temporalTarget } from '../../temporal/target';
import { onQueue } from '../../contract/searchAttributes';
import type { RepairState } from '../../contract/repair';
import { knownScheme, openContext } from './context';
import { CliError, exitCodes } from './exit';
import type { CommonOptions } from './options';
import { print, printJson } from '../terminal/output';
import { messages } from '../../messages';
import { tellUnheard } from '../runs/effect';
import { sideBySide } from '../../activities/concurrent';

/** An open repair as lists show it. */
export type OpenRepair = RepairState & { readonly workflowId: string };

interface RepairFilter {
  readonly scheme?: string | undefined;
  readonly cause?: string | undefined;
}

/** Options of the verbs that act on repairs. */
export interface Selection extends CommonOptions {
  readonly cause?: string;
  readonly all?: boolean;
}

/** Signals under way at a time. */
const LANES = 8;

/** Connects, hands client and task queue on, and closes the connection. @throws TemporalUnreachable, ConfigFaults */
export async function withClient<T>(
  options: CommonOptions,
  work: (client: Client, taskQueue: string) => Promise<T>,
): Promise<T> {
  const { temporal } = openContext(options).config;
  const client = await connectClient(temporalTarget(temporal));
  try {
    return await work(client, temporal.taskQueue);
  } finally {
    await client.connection.close();
  }
}

/** How many repairs of a scheme wait on a task queue. */
export async function countOpenRepairs(client: Client, taskQueue: string, scheme: string): Promise<number> {
  return (await client.workflow.count(openQuery(taskQueue, { scheme }))).count;
}

/** The open repairs of a task queue, newest first. @param where scheme and cause, each optional */
export async function listOpenRepairs(
  client: Client,
  taskQueue: string,
  where: RepairFilter,
): Promise<OpenRepair[]> {
  const query = openQuery(taskQueue, where);
  const repairs: OpenRepair[] = [];
  for await (const { workflowId, memo } of client.workflow.list({ query })) {
    const state = memo?.['repair'] as RepairState | undefined;
    // One that was opened this very moment has not described itself yet.
    if (state) repairs.push({ ...state, workflowId });
  }
  return repairs;
}

function openQuery(taskQueue: string, { scheme, cause }: RepairFilter): string {
  return [
    'WorkflowType="repairRecord" AND ExecutionStatus="Running"',
    onQueue(taskQueue),
    ...(scheme === undefined ? [] : [`SchemeId="${scheme}"`]),
    ...(cause === undefined ? [] : [`Cause="${plainCause(cause)}"`]),
  ].join(' AND ');
}

/**
 * Signals the chosen open repairs of a scheme: by keys, by cause, or all of them; and says how many there were.
 * @throws CliError for a choice that is none, and for a key without an open repair
 */
export async function signalRepairs(
  name: string,
  keys: readonly string[],
  options: Selection,
  signal: { readonly name: string; readonly payload?: object },
): Promise<void> {
  knownScheme(name);
  checkChoice(keys, options);
  await withClient(options, async (client, taskQueue) => {
    const workflowIds =
      keys.length > 0
        ? await openByKey(client, taskQueue, name, keys)
        : (await listOpenRepairs(client, taskQueue, { scheme: name, cause: options.cause })).map(
            ({ workflowId }) => workflowId,
          );
    await sideBySide(workflowIds, LANES, (workflowId) =>
      client.workflow
        .getHandle(workflowId)
        .signal(signal.name, ...(signal.payload ? [signal.payload] : []))
        .catch(ignoreClosed),
    );
    if (!options.json) print(messages().failures.sent(signal.name, workflowIds.length, name));
    const unheard = await tellUnheard(client, taskQueue, workflowIds);
    if (options.json) printJson({ signal: signal.name, workflowIds, ...(unheard.length > 0 && { unheard }) });
  });
}

function checkChoice(keys: readonly string[], { all, cause }: Selection): void {
  const given = [keys.length > 0, all === true, cause !== undefined].filter(Boolean).length;
  if (given === 1) return;
  const { nothingChosen, oneChoice, howToChoose } = messages().failures;
  if (given === 0) throw new CliError(nothingChosen, exitCodes.usage, howToChoose);
  throw new CliError(oneChoice, exitCodes.usage);
}

async function openByKey(
  client: Client,
  taskQueue: string,
  scheme: string,
  keys: readonly string[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const key of new Set(keys)) {
    const workflowId = repairId(taskQueue, scheme, key);
    if (!(await isOpen(client, workflowId)))
      throw new CliError(
        messages().failures.noneOpen(scheme, key),
        exitCodes.usage,
        messages().failures.nothingSent,
      );
    ids.push(workflowId);
  }
  return ids;
}

async function isOpen(client: Client, workflowId: string): Promise<boolean> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name === 'RUNNING';
  } catch (error) {
    ignoreClosed(error);
    return false;
  }
}

function ignoreClosed(error: unknown): void {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}

function plainCause(cause: string): string {
  if (/^[\w-]+$/.test(cause)) return cause;
  throw new CliError(messages().failures.noCause(cause), exitCodes.usage, messages().failures.causes);
}
