import type { Client, ScheduleDescription, WorkflowExecutionInfo } from '@temporalio/client';
import { bilingual } from '../activities/alerts/text';
import type { EndingRun } from '../activities/schedule/contract';
import { shanghaiTime } from '../connectors/shanghai';
import { onQueue, quoted } from '../temporal/visibility';
import type { Bilingual } from '../workflows/alerts/alert';
import type { ScheduleDefinition } from './definition';
import { setPaused } from './setPaused';
import { heldSchedule } from './store';

/** What the note of a Schedule that we paused begins with. */
const MARK = 'Jinqiao paused it: ';

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
  TERMINATED: { en: 'the run was terminated', zh: '运行被终止' },
  TIMED_OUT: { en: 'the run timed out', zh: '运行超时' },
};

/**
 * Pauses a Schedule whose last runs have all failed, `pauseAfterFailures` of them. A failed, terminated or timed-out run
 * counts, a cancelled one is passed over, a completed one ends the row. Counted are runs that began after the Schedule was
 * last changed or resumed.
 * @param ending a run that is about to fail
 * @returns the note of a Schedule that stands paused for its failures; undefined for one that runs, or that a person paused
 */
export async function pauseFailing(
  client: Client,
  schedule: ScheduleDescription,
  ending?: EndingRun,
): Promise<string | undefined> {
  const { paused, note = '' } = schedule.state;
  if (paused) return note.startsWith(MARK) ? note : undefined;
  const { definition } = heldSchedule(schedule);
  const most = definition?.pauseAfterFailures ?? 0;
  if (!definition || most === 0) return undefined;
  const failures = await failuresInARow(client, schedule, most, ending);
  if (failures.length < most) return undefined;
  const why = noteOf(definition, failures);
  await setPaused(client, schedule, true, why);
  return why;
}

/** The newest first, at most so many. The server lists runs by when they ended. */
async function failuresInARow(
  client: Client,
  { scheduleId, info, action }: ScheduleDescription,
  most: number,
  ending: EndingRun | undefined,
): Promise<Failure[]> {
  const since = (info.lastUpdatedAt ?? info.createdAt).toISOString();
  const query = `${onQueue(action.taskQueue)} AND TemporalScheduledById=${quoted(scheduleId)} AND StartTime > "${since}" AND ExecutionStatus IN ("Completed", "Failed", "Terminated", "TimedOut")`;
  const failures: Failure[] = ending ? [{ begun: ending.begun, reason: reasonOf(ending.reason) }] : [];
  for await (const run of client.workflow.list({ query, pageSize: most })) {
    if (failures.length >= most || run.status.name === 'COMPLETED') break;
    if (run.runId !== ending?.runId) failures.push(failureOf(run));
  }
  return failures;
}

function failureOf({ startTime, status }: WorkflowExecutionInfo): Failure {
  return { begun: startTime, reason: ENDS[status.name] ?? reasonOf(status.name) };
}

/** A reason in each language, as part of a sentence. */
function reasonOf(message: string): Bilingual {
  const { en, zh } = bilingual(message);
  return { en: asPart(en), zh: asPart(zh) };
}

/** A stroke between spaces would be taken for that between the languages of the note. */
function asPart(text: string): string {
  const part = text.replaceAll(' / ', '/').replace(/[\s.。;；]+$/, '');
  return part.length > LONGEST ? `${part.slice(0, LONGEST)}…` : part;
}

/** Why, since when, and what to do, in both languages. */
function noteOf({ id, taskQueue }: ScheduleDefinition, failures: readonly Failure[]): string {
  const [newest, oldest] = [failures.at(0) as Failure, failures.at(-1) as Failure];
  const since = shanghaiTime(oldest.begun.getTime());
  const resume = `jinqiao schedules resume ${id.slice(taskQueue.length + 1)}`;
  const count = failures.length;
  const en = `${MARK}failed runs in a row: ${count}, since ${since}; the last: ${newest.reason.en}. Remove the cause, then: ${resume}`;
  const zh = `金桥已暂停：自 ${since} 起连续失败 ${count} 次，最近一次：${newest.reason.zh}。请排除原因，然后执行：${resume}`;
  return `${en} / ${zh}`;
}
