import { Context } from '@temporalio/activity';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { repairId, shortKey } from '../../contract/ids';
import type {
  RepairTask,
  ReportedRejection,
  OpenRepairs,
  RepairsOpened,
  Rejection,
  WakeRepairs,
} from '../../contract/repair';
import { openRepairsQuery, searchAttributes } from '../../contract/searchAttributes';
import { inert } from '../../contract/visible';
import { forEachConcurrent } from '../concurrent';
import { type ActivityDeps, find } from '../deps';
import { NUMBER_CHANGED } from '../page/changedNumbers';
import { cut } from '../page/history';
import { pageTaskOf } from '../tasks';
import { type NewestRepair, newestRepair } from './newestRepair';

/** Longest key in a summary, in characters: the server takes 400 bytes, and a Chinese character has three. */
const LONGEST_SHOWN = 100;

/**
 * Opens a repair for each failed record of a page; one that is open already gets the new reason. What a person has
 * discarded stays discarded while it is rejected for the same cause in the same field.
 */
export async function openRepairs(deps: ActivityDeps, task: OpenRepairs): Promise<RepairsOpened> {
  const { client } = Context.current();
  const { page } = task;
  const { scheme, target } = pageTaskOf(deps, page);
  const { connection, form } = target;
  const { looksUp } = find(deps.targets, connection, 'target connection').abilitiesOf(form);
  const reported = reportedOf(task, looksUp);
  const opened = { opened: 0, known: 0, discarded: [] as string[] };
  await forEachConcurrent(reported, async ({ key, ...first }) => {
    const repair: RepairTask = { scheme, key, page, looksUp, first };
    const became = await openRepair(client, deps.taskQueue, repair);
    if (became === 'discarded') opened.discarded.push(key);
    else opened[became] += 1;
  });
  return opened;
}

/** A row without a key cannot be found again: it is reported by its run and by the next one. */
function reportedOf({ rejected, inDoubt: doubtful, occurrence }: OpenRepairs, looksUp: boolean) {
  const unanswered = doubtful.map((key) => ({ key, ...inDoubt(looksUp), occurrence }));
  const keyed = rejected.filter(({ rowNumber }) => rowNumber === undefined);
  return [...keyed.map((record) => ({ ...record, outcome: 'rejected' as const, occurrence })), ...unanswered];
}

async function openRepair(
  client: Client,
  taskQueue: string,
  task: RepairTask,
): Promise<'opened' | 'known' | 'discarded'> {
  const workflowId = repairId(taskQueue, task.scheme, task.key);
  const newest = await newestRepair(client, workflowId);
  if (newest && !newest.isOpen && isSameDiscarded(newest.state, task.first)) return 'discarded';
  await client.workflow.signalWithStart('repairRecord', {
    workflowId,
    taskQueue,
    args: [task],
    signal: 'rejected',
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
  const isOwn = newest?.state?.first.runId === task.first.occurrence.runId;
  return newest?.isOpen && !isOwn ? 'known' : 'opened';
}

/** An unanswered call is never the same as the one before. */
function isSameDiscarded(
  state: NewestRepair['state'],
  { outcome, cause, field }: ReportedRejection,
): boolean {
  // By its open repair the next run knows that nothing may be saved.
  if (cause === NUMBER_CHANGED) return false;
  if (state?.outcome !== 'discarded' || outcome === 'in-doubt') return false;
  return state.cause === cause && state.field === field;
}

/** The reason of a record whose save was sent and not answered. @param looksUp whether the target can be asked */
export function inDoubt(looksUp: boolean): Rejection {
  return {
    outcome: 'in-doubt',
    cause: 'in-doubt',
    message:
      'the save was sent and not answered: the document may be there or not / 已发送但未收到应答，单据可能已写入',
    advice: looksUp ? LOOKED_UP : ASK_A_PERSON,
  };
}

const LOOKED_UP = {
  en: 'It is looked up before anything is sent again; nothing to do.',
  zh: '重试前会先查询目标系统，无需处理。',
};

const ASK_A_PERSON = {
  en: 'Look in the target: send retry when it is not there, discard with the reason when it is.',
  zh: '请在目标系统核对：不存在则发送 retry，已存在则发送 discard 并说明原因。',
};

/** Repairs that are signalled at the end of one run. Of more a sample is taken, another one each time. */
const MOST = 1_000;

/** Tells the open repairs of a scheme that a run has ended, so that those whose record is done complete. */
export async function wakeRepairs(
  { tables, taskQueue }: Pick<ActivityDeps, 'tables' | 'taskQueue'>,
  { scheme, run }: WakeRepairs,
): Promise<number> {
  find(tables, scheme, 'scheme');
  const { client } = Context.current();
  const query = openRepairsQuery(taskQueue, scheme);
  const { count } = await client.workflow.count(query);
  if (count === 0) return 0;
  const sample: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query })) {
    if (Math.random() * count < MOST) sample.push(workflowId);
    if (sample.length === MOST) break;
  }
  await forEachConcurrent(sample, (workflowId) =>
    client.workflow.getHandle(workflowId).signal('check', run).catch(ignoreClosed),
  );
  return sample.length;
}

function ignoreClosed(error: unknown): void {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}
