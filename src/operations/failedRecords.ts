import type { Client } from '@temporalio/client';
import { forEachConcurrent } from '../activities/concurrent';
import { repairId } from '../contract/ids';
import type { RepairState } from '../contract/repair';
import { openRepairsQuery } from '../contract/searchAttributes';
import { failures as sentences } from '../messages/records';
import { ifFound } from '../temporal/workflows';
import type { Server } from './server';
import { OperationError } from './errors';
import { knownScheme } from './schemes';

/** A record that waits for a repair, as lists show it. */
export type OpenRepair = RepairState & { readonly workflowId: string };

/** Which failed records: those of a scheme, of a cause, both optional. */
export interface RepairFilter {
  readonly scheme?: string | undefined;
  readonly cause?: string | undefined;
}

/** Which failed records of a scheme something is sent to: by key, of a cause, or all. */
export type RepairChoice = { readonly keys: readonly string[] } | { readonly cause?: string | undefined };

/** What can be sent to a repair. */
export interface RepairSignal {
  readonly name: 'retry' | 'retryWith' | 'discard';
  readonly payload?: object;
}

/** How many records of a scheme wait on a task queue. */
export async function countOpenRepairs(client: Client, taskQueue: string, scheme: string): Promise<number> {
  return (await client.workflow.count(openQuery(taskQueue, { scheme }))).count;
}

/** The records that wait on a task queue, newest first. */
export async function listOpenRepairs(
  { client, taskQueue }: Pick<Server, 'client' | 'taskQueue'>,
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
  const open = openRepairsQuery(taskQueue, scheme);
  return cause === undefined ? open : `${open} AND Cause="${checkedCause(cause)}"`;
}

/**
 * Sends a signal to the repairs of a scheme's failed records.
 * @returns workflow ids of those that it was sent to
 * @throws OperationError for a key without an open repair, and a cause that is none; then nothing was sent
 */
export async function signalRepairs(
  server: Server,
  scheme: string,
  choice: RepairChoice,
  signal: RepairSignal,
): Promise<string[]> {
  knownScheme(scheme);
  const workflowIds =
    'keys' in choice
      ? await openByKey(server, scheme, choice.keys)
      : (await listOpenRepairs(server, { scheme, cause: choice.cause })).map(({ workflowId }) => workflowId);
  const payload = signal.payload ? [signal.payload] : [];
  await forEachConcurrent(workflowIds, async (workflowId) => {
    await ifFound(server.client.workflow.getHandle(workflowId).signal(signal.name, ...payload));
  });
  return workflowIds;
}

async function openByKey(
  { client, taskQueue }: Server,
  scheme: string,
  keys: readonly string[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const key of new Set(keys)) {
    const workflowId = repairId(taskQueue, scheme, key);
    const found = await ifFound(client.workflow.getHandle(workflowId).describe());
    if (found?.status.name !== 'RUNNING')
      throw new OperationError('usage', sentences.noneOpen(scheme, key), sentences.nothingSent);
    ids.push(workflowId);
  }
  return ids;
}

/** A cause stands in a query, so it must be a plain word. */
function checkedCause(cause: string): string {
  if (/^[\w-]+$/.test(cause)) return cause;
  throw new OperationError('usage', sentences.noCause(cause), sentences.causes);
}
