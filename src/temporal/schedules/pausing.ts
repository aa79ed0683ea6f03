import type { Client, ScheduleDescription, WorkflowExecutionInfo } from '@temporalio/client';
import type { EndingRun, PauseFailing } from '../../activities/deps';
import { PAUSE_AFTER_FAILURES } from '../../contract/policies';
import { shanghaiTime } from '../../contract/time';
import { onQueue, quoted } from '../../contract/searchAttributes';
import { type Bilingual, inBothLanguages, ofBothLanguages } from '../../contract/bilingual';
import { SILENT_ENDS } from '../../contract/run';
import { scheduleName } from './definition';
import { randomUUID } from 'node:crypto';

/** What the note of a Schedule that we paused begins with, and its Chinese part. */
const MARK = { en: 'Jinqiao paused it: ', zh: '金桥已暂停：' } as const satisfies Bilingual;

/** What stands between the languages of such a note. */
const BETWEEN = ` / ${MARK.zh}`;

/** Longest reason in a note; an alert shows 300 characters of a message. */
const LONGEST = 100;

/** A failed run of a Schedule. */
interface Failure {
  readonly begun: Date;
  readonly reason: Bilingual;
}

/** How a run has ended that cannot be asked any more. */
const ENDS: Readonly<Record<string, Bilingual>> = {
  FAILED: { en: 'see its page', zh: '见其运行页面' },
  ...SILENT_ENDS,
};

/** The part of a scheme's settings that says how many failures pause its Schedules. */
type Settings = Readonly<
  Record<string, { readonly schedule?: { readonly pauseAfterFailures: number } | undefined }>
>;

/**
 * Pauses a Schedule of an installation whose last runs have all failed, `pauseAfterFailures` of them. A failed, terminated
 * or timed-out run counts, a cancelled one is passed over, a completed one ends the row. Counted are runs that began after
 * the Schedule was last changed or resumed. It goes by what the Schedule runs: other tools that edit it keep nothing else.
 * @param schemes the configuration by scheme
 */
export function pauseFailingIn(schemes: Settings): PauseFailing {
  return async (client, schedule, ending) => {
    const { scheduleId, action, state } = schedule;
    const { name } = scheduleName(action.taskQueue, scheduleId) ?? {};
    if (name === undefined) return undefined;
    if (state.paused) return pauseReason(state.note);
    const most = schemes[action.workflowType]?.schedule?.pauseAfterFailures ?? PAUSE_AFTER_FAILURES;
    if (most === 0) return undefined;
    const failures = await failuresInARow(client, schedule, most, ending);
    if (failures.length >= most) return paused(client, schedule, noteOf(name, failures));
    if (isResumedByHand(schedule)) await countAnew(client, schedule, ending);
    return undefined;
  };
}

async function paused(client: Client, schedule: ScheduleDescription, why: Bilingual): Promise<Bilingual> {
  await setPaused(client, schedule, true, inBothLanguages(why));
  return why;
}

/** Notes from when failures are counted: the first that is seen since a person resumed the Schedule is the first that counts. */
async function countAnew(client: Client, schedule: ScheduleDescription, ending?: EndingRun): Promise<void> {
  const note = noteCounted(schedule.state.note, ending?.begun ?? new Date());
  await setPaused(client, schedule, false, note);
}

/** The newest first, at most so many. The server lists runs by when they ended. */
async function failuresInARow(
  client: Client,
  schedule: ScheduleDescription,
  most: number,
  ending: EndingRun | undefined,
): Promise<Failure[]> {
  const failures: Failure[] = ending ? [{ begun: ending.begun, reason: reasonOf(ending.reason) }] : [];
  if (isResumedByHand(schedule)) return failures;
  const { scheduleId, action } = schedule;
  const query = `${onQueue(action.taskQueue)} AND TemporalScheduledById=${quoted(scheduleId)} AND StartTime >= "${countedSince(schedule)}" AND ExecutionStatus IN ("Completed", "Failed", "Terminated", "TimedOut")`;
  for await (const run of client.workflow.list({ query, pageSize: most })) {
    if (failures.length >= most || run.status.name === 'COMPLETED') break;
    if (run.runId !== ending?.runId) failures.push(failureOf(run));
  }
  return failures;
}

function failureOf({ startTime, status }: WorkflowExecutionInfo): Failure {
  return { begun: startTime, reason: ENDS[status.name] ?? reasonOf(status.name) };
}

function reasonOf(message: string): Bilingual {
  const { en, zh } = ofBothLanguages(message);
  return { en: partOf(en), zh: partOf(zh) };
}

/** What failed, as part of a sentence. */
function partOf(message: string): string {
  const part = message.replaceAll(BETWEEN, ' ').replace(/[\s.。;；]+$/, '');
  return part.length > LONGEST ? `${part.slice(0, LONGEST)}…` : part;
}

/** Why, since when, and what to do. */
function noteOf(name: string, failures: readonly Failure[]): Bilingual {
  const [newest, oldest] = [failures.at(0) as Failure, failures.at(-1) as Failure];
  const since = shanghaiTime(oldest.begun.getTime());
  const resume = `jinqiao schedules resume ${name}`;
  const count = failures.length;
  const en = `${MARK.en}failed runs in a row: ${count}, since ${since}; the last: ${newest.reason.en}. Remove the cause, then: ${resume}`;
  const zh = `${MARK.zh}自 ${since} 起连续失败 ${count} 次，最近一次：${newest.reason.zh}。请排除原因，然后执行：${resume}`;
  return { en, zh };
}

/** Why we paused a Schedule, read back from its note; undefined for a note that is a person's own. */
export function pauseReason(note = ''): Bilingual | undefined {
  const at = note.indexOf(BETWEEN);
  if (!note.startsWith(MARK.en) || at < 0) return undefined;
  return { en: note.slice(0, at), zh: note.slice(at + BETWEEN.length - MARK.zh.length) };
}

type State = ScheduleDescription['state'];

/** Behind the note of a Schedule that a person resumed in Temporal: from when its failures are counted. */
const COUNTED = / *\[failures counted since (\S+)\]$/;

/** When the first run began that is counted: after a person resumed the Schedule, else after it was last changed. */
export function countedSince({ state, info }: ScheduleDescription): string {
  const [, since] = COUNTED.exec(state.note ?? '') ?? [];
  return since ?? (info.lastUpdatedAt ?? info.createdAt).toISOString();
}

/**
 * Whether a person has resumed a Schedule in Temporal since its failures were last counted: Temporal keeps no time of it,
 * and the person's note.
 */
export function isResumedByHand({ state: { paused, note = '' } }: ScheduleDescription): boolean {
  return !paused && note !== '' && !COUNTED.test(note);
}

/** A person's note with the time from which failures are counted. */
export function noteCounted(note: string | undefined, since: Date): string {
  return `${note ?? ''} [failures counted since ${since.toISOString()}]`;
}

/** A state whose failures are counted from the change that brings it. */
export function withoutCount(state: State): State {
  return state.note === undefined ? state : { ...state, note: state.note.replace(COUNTED, '') };
}

/**
 * Pauses a Schedule or lets it go on, as an update: unlike Temporal's own patch it moves `lastUpdatedAt`, from which failures
 * are counted. Everything else stays as it is, byte by byte.
 * @param description as it was when that was decided
 * @throws Error when the Schedule was changed since
 */
export async function setPaused(
  client: Client,
  { scheduleId, raw }: ScheduleDescription,
  paused: boolean,
  note: string,
): Promise<void> {
  const { namespace, identity } = client.options;
  await client.workflowService.updateSchedule({
    namespace,
    identity,
    scheduleId,
    requestId: randomUUID(),
    schedule: { ...raw.schedule, state: { ...raw.schedule?.state, paused, notes: note } },
    conflictToken: raw.conflictToken ?? null,
  });
  // The server drops an update of what was changed meanwhile without a word.
  const { state } = await client.schedule.getHandle(scheduleId).describe();
  if (state.paused !== paused || (state.note ?? '') !== note)
    throw new Error(`Schedule ${scheduleId} was changed at the same time; try again`);
}
