import { ActivityFailure, isCancellation, type ActivityOptions } from '@temporalio/workflow';
import type {
  RecordChecked,
  RecordReference,
  RepairActivities,
  How,
  Rejection,
  RepairState,
  RepairTask,
  RunEnded,
} from '../../contract/repair';
import { tableOf } from '../catalogue';
import { otherNumbersOf } from '../engine/failedRecords';
import { activitiesOn, activityFailure, auditTask, PATIENT } from '../engine/activities';
import type { SchemeTable } from '../../contract/scheme';
import {
  ACTIVITY_DEADLINE,
  REPAIR_DEADLINE,
  AUTO_RETRY,
  intervalOf,
  CHECK_RETRY,
  UNREACHED_RETRY,
} from '../../contract/policies';

/** What an attempt at a record came to. */
export type AttemptResult =
  | { readonly done: How }
  /** Not done, for a reason that replaces the one before. */
  | { readonly rejection: Rejection }
  /** Nothing changed; one line for people. */
  | { readonly note: string }
  /** A platform did not take the call, and nothing was written. */
  | { readonly unreached: string };

/** Does to one record what a run does to a page. @param edited a document that is written instead of the mapped one */
export async function retry(
  activities: RepairActivities,
  task: RepairTask,
  state: RepairState,
  how: How,
  edited?: Readonly<Record<string, unknown>>,
): Promise<AttemptResult> {
  const answer = await activities.syncRecord({ ...recordTask(task, state), ...(edited ? { edited } : {}) });
  if ('unusable' in answer) return { note: `retryWith refused: ${answer.unusable}` };
  if ('gone' in answer) return ofCheck(answer.gone);
  const { written, pending, created, rejected, inDoubt } = answer.synced;
  if (rejected[0]) return { rejection: { ...withoutKey(rejected[0]), outcome: 'rejected' } };
  if (inDoubt.length > 0) return { rejection: unanswered(task) };
  if (written.count + pending.count === 0) return { done: created > 0 ? how : 'elsewhere' };
  const audited = await activities.auditPage(
    auditTask(tableOf(task.scheme), task.page, { written, pending }),
  );
  if (audited.rejected[0]) return { rejection: { ...withoutKey(audited.rejected[0]), outcome: 'rejected' } };
  return { done: audited.unchanged > 0 ? 'elsewhere' : how };
}

/** Looks whether somebody has done the record meanwhile. @param run the run that told so */
export async function check(
  activities: RepairActivities,
  task: RepairTask,
  state: RepairState,
  run?: RunEnded,
): Promise<AttemptResult> {
  const answer = await activities.checkRecord(recordTask(task, state));
  if (answer.row === 'there' && answer.target === 'unknown' && run && isCovered(task, state, run))
    return { done: 'elsewhere' };
  return ofCheck(answer);
}

/** What a failed activity means: the repair stays open, whatever happened. @throws what is no activity's failure */
export function ofFailure(error: unknown, { looksUp }: RepairTask, isWrite: boolean): AttemptResult {
  if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
  const [changed] = otherNumbersOf(error);
  if (changed) return { rejection: { ...withoutKey(changed), outcome: 'rejected' } };
  const named = activityFailure(error);
  if (named && !['Unavailable', 'Throttled', 'InDoubt'].includes(named.type ?? ''))
    return { note: `${named.type}: ${named.message}` };
  if (isWrite && !looksUp && !named) return { rejection: unanswered({ looksUp }) };
  return { unreached: error.cause?.message ?? error.message };
}

function recordTask({ page, key, looksUp }: RepairTask, { document }: RepairState): RecordReference {
  return { page, key, looksUp, ...(document ? { document } : {}) };
}

function ofCheck({ row, target, isFinal }: RecordChecked): AttemptResult {
  if (isFinal) return { done: 'elsewhere' };
  if (row === 'gone') return { rejection: sourceRowGone(target) };
  return { note: `looked up: ${target}` };
}

/**
 * Whether a run has done the record although its target cannot be asked: it read the whole list, in which the record
 * still is, after the record was refused last, and did not refuse it.
 */
function isCovered({ page }: RepairTask, { last }: RepairState, run: RunEnded): boolean {
  const isSame = JSON.stringify(page.parameters) === JSON.stringify(run.parameters);
  return run.readAll && isSame && run.runId !== last.runId && run.startedAt > last.at;
}

function sourceRowGone(target: RecordChecked['target']): Rejection {
  return {
    outcome: 'rejected',
    cause: 'source-row-gone',
    message: `the source does not hold the row any more in what the scheme reads / 来源系统中已查不到该记录; target: ${target}`,
    advice: {
      en: 'Find out why. Discard it when that is right; where it was only changed, a later run or a retry finds it.',
      zh: '请查明原因。若确已删除，请发送 discard；若只是被修改，后续运行或重试会再次读到。',
    },
  };
}

function unanswered({ looksUp }: Pick<RepairTask, 'looksUp'>): Rejection {
  return {
    outcome: 'in-doubt',
    cause: 'in-doubt',
    message: 'the retry was sent and not answered: the document may be there or not / 重试已发送但未收到应答',
    advice: looksUp
      ? { en: 'It is looked up before anything is sent again.', zh: '重试前会先查询目标系统。' }
      : {
          en: 'Look in the target: send retry when it is not there, discard with the reason when it is.',
          zh: '请在目标系统核对：不存在则发送 retry，已存在则发送 discard 并说明原因。',
        },
  };
}

function withoutKey<T extends { readonly key: string }>({ key: _key, ...rest }: T): Omit<T, 'key'> {
  return rest;
}

/** The activities of a repair, each on the task queue of the platform that it loads most. */
export function repairActivities(table: SchemeTable, { page, looksUp }: RepairTask): RepairActivities {
  const optionsOf = (fairnessKey: string): ActivityOptions => ({
    ...PATIENT,
    scheduleToCloseTimeout: REPAIR_DEADLINE,
    priority: { fairnessKey },
  });
  const often = optionsOf(page.source);
  const { checkRecord } = activitiesOn<RepairActivities>(table.source.platform, often);
  // What dies while it writes where nothing can be looked up is in doubt: only a person sends it again. It may wait
  // long for a worker, since one that never began would be taken for one that died.
  const once: ActivityOptions = {
    ...often,
    scheduleToCloseTimeout: ACTIVITY_DEADLINE,
    retry: { maximumAttempts: 1 },
  };
  const { syncRecord } = activitiesOn<RepairActivities>(table.source.platform, looksUp ? often : once);
  const { auditPage } = activitiesOn<RepairActivities>(table.target.platform, optionsOf(page.target));
  return { checkRecord, syncRecord, auditPage };
}

/**
 * Milliseconds until a repair tries again by itself; undefined where it waits for a person or a later run.
 * @param tried times it has tried by itself for this cause
 * @param looksUp whether the target can be asked: where it cannot, an unanswered call is never sent again by itself
 */
export function autoRetryDelay(cause: string, tried: number, looksUp: boolean): number | undefined {
  const schedule = Object.hasOwn(AUTO_RETRY, cause) ? AUTO_RETRY[cause] : undefined;
  if (!schedule || (cause === 'in-doubt' && !looksUp)) return undefined;
  return intervalOf(schedule, tried);
}

/** Milliseconds until a write that a platform did not take is tried again: it was never sent. */
export function unreachedDelay(tried: number): number {
  return intervalOf(UNREACHED_RETRY, tried);
}

/** Milliseconds for which a repair does not look again after runs told it to, and found nothing new. */
export function checkDelay(checked: number): number {
  return intervalOf(CHECK_RETRY, checked);
}
