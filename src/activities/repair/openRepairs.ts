import type { Rejected } from '../../contract/page';
import { Context } from '@temporalio/activity';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { searchAttributes } from '../../contract/searchAttributes';
import { repairId, shortKey } from '../../contract/ids';
import type { RepairState, RepairTask, Sighting, OpenRepairs, RepairsOpened } from '../../contract/repair';
import { inert } from '../../contract/visible';
import type { ActivityDeps } from '../deps';
import { find } from '../find';
import { pageTaskOf } from '../tasks';
import { cut } from '../refusals';
import { isRowNumber } from '../readPage';
import { NUMBER_CHANGED } from '../write/otherNumbers';
import { inDoubt } from './inDoubt';
import { sideBySide } from './sideBySide';

/** Calls to the Temporal server under way at a time. */
const LANES = 8;

/** Longest key in a summary, in characters: the server takes 400 bytes, and a Chinese character has three. */
const LONGEST_SHOWN = 100;

/**
 * Opens a repair for each refused record of a page; one that is open already gets the new reason. What a person has
 * discarded stays discarded while it is refused for the same cause in the same field.
 */
export async function openRepairs(deps: ActivityDeps, task: OpenRepairs): Promise<RepairsOpened> {
  const { client } = Context.current();
  const { page } = task;
  const { scheme, target } = pageTaskOf(deps, page);
  const { connection, form } = target;
  const { looksUp } = find(deps.targets, connection, 'target connection').abilitiesOf(form);
  const sightings = sightingsOf(task, looksUp);
  const books = { opened: 0, known: 0, discarded: [] as string[] };
  await sideBySide(sightings, LANES, async ({ key, ...first }) => {
    const repair: RepairTask = { scheme, key, page, looksUp, first };
    const became = await openRepair(client, deps.taskQueue, repair);
    if (became === 'discarded') books.discarded.push(key);
    else books[became] += 1;
  });
  return books;
}

function sightingsOf({ rejected, inDoubt: doubtful, seen }: OpenRepairs, looksUp: boolean) {
  const unanswered = doubtful.map((key) => ({ key, ...inDoubt(looksUp), seen }));
  const refused = rejected.map((record: Rejected) => ({ ...record, outcome: 'rejected' as const, seen }));
  // A row without a key cannot be found again: it is reported by its run and by the next one.
  return [...refused, ...unanswered].filter(({ key }) => !isRowNumber(key));
}

async function openRepair(
  client: Client,
  taskQueue: string,
  task: RepairTask,
): Promise<'opened' | 'known' | 'discarded'> {
  const workflowId = repairId(taskQueue, task.scheme, task.key);
  const newest = await newestOf(client, workflowId);
  if (newest && !newest.isOpen && isSameDiscarded(newest.state, task.first)) return 'discarded';
  await client.workflow.signalWithStart('repairRecord', {
    workflowId,
    taskQueue,
    args: [task],
    signal: 'refused',
    signalArgs: [task.first],
    staticSummary: `${cut(inert(task.key), LONGEST_SHOWN)} · ${task.scheme}`,
    typedSearchAttributes: [
      { key: searchAttributes.scheme, value: task.scheme },
      { key: searchAttributes.recordKey, value: shortKey(task.key) },
      { key: searchAttributes.outcome, value: task.first.outcome },
      { key: searchAttributes.cause, value: task.first.cause },
    ],
  });
  // A repair that an earlier attempt of this activity has opened is new as well.
  const isOwn = newest?.state?.first.runId === task.first.seen.runId;
  return newest?.isOpen && !isOwn ? 'known' : 'opened';
}

async function newestOf(
  client: Client,
  workflowId: string,
): Promise<{ readonly isOpen: boolean; readonly state: RepairState | undefined } | undefined> {
  try {
    const { status, memo } = await client.workflow.getHandle(workflowId).describe();
    return { isOpen: status.name === 'RUNNING', state: memo?.['repair'] as RepairState | undefined };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** An unanswered call is never the same as the one before. */
function isSameDiscarded(state: RepairState | undefined, { outcome, cause, field }: Sighting): boolean {
  // By its open repair the next run knows that nothing may be saved.
  if (cause === NUMBER_CHANGED) return false;
  if (state?.outcome !== 'discarded' || outcome === 'in-doubt') return false;
  return state.cause === cause && state.field === field;
}
