import { WorkflowNotFoundError, type Client, type ScheduleDescription } from '@temporalio/client';
import type { Alert, AlertReport, ScheduleMark, WatchTask, Watched } from '../../contract/alerts';
import type { Bilingual } from '../../contract/bilingual';
import { MISSED_AFTER_MS } from '../../contract/policies';
import { groupKeyOf, type RunInput, SILENT_ENDS } from '../../contract/run';
import type { PauseFailing } from '../deps';
import { pausedReport, groupKeyOfSchedule, unpausedReport } from './report';

const missedTimes = (id: string, times: number): Bilingual => ({
  en: `Schedule ${id} missed ${times} times`,
  zh: `定时计划 ${id} 错过 ${times} 次运行`,
});

const startedNone = (id: string): Bilingual => ({
  en: `Schedule ${id} did not start a run`,
  zh: `定时计划 ${id} 没有启动运行`,
});

/** What a Schedule says of itself, as far as the watch looks. */
export interface WatchedSchedule {
  readonly id: string;
  readonly scheme: string;
  readonly paused: boolean;
  readonly missed: number;
  /** Of its runs, as they name it themselves, so that the next one that ends well resolves what is reported of one. */
  readonly groupKey: string;
  readonly next?: Date | undefined;
  /** Its newest run. */
  readonly last?: { readonly takenAt: Date; readonly workflowId: string } | undefined;
}

/** Looks at Schedules, and at their newest runs; pauses those whose runs were ended from outside one after the other. */
export async function watch(
  client: Client,
  schedules: readonly ScheduleDescription[],
  { marks }: Pick<WatchTask, 'marks'>,
  pauseFailing: PauseFailing,
): Promise<Watched> {
  const now = Date.now();
  const seen = await Promise.all(
    schedules.map(async (schedule) => {
      const watched = watchedOf(schedule);
      const before = marks[watched.id];
      const { mark, report } = missedOf(watched, before, now);
      const ended = await silentEnd(client, watched, before?.ended);
      const reported = ended ? watched.last?.workflowId : before?.ended;
      const note = await pauseFailing(client, schedule);
      const paused =
        note === undefined ? unpausedReport(watched, watched.paused) : pausedReport(watched, note);
      const reports = [report, ended, paused];
      return { id: watched.id, mark: { ...mark, ...(reported && { ended: reported }) }, reports };
    }),
  );
  return {
    marks: Object.fromEntries(seen.map(({ id, mark }) => [id, mark])),
    reports: seen.flatMap(({ reports }) => reports.filter((report) => report !== undefined)),
  };
}

/** Whether a Schedule has missed a time since the look before; it has recovered once a later run has begun. */
export function missedOf(
  watched: WatchedSchedule,
  before: ScheduleMark | undefined,
  now: number,
): { readonly mark: ScheduleMark; readonly report?: AlertReport } {
  const { missed, id } = watched;
  const grown = before === undefined ? 0 : missed - before.missed;
  const isLate =
    !watched.paused && watched.next !== undefined && now - watched.next.getTime() > MISSED_AFTER_MS;
  if (grown > 0 || isLate) {
    const since = before?.since ?? new Date(now).toISOString();
    const alert: Alert = {
      kind: 'missed',
      subject: id,
      message: grown > 0 ? missedTimes(id, grown) : startedNone(id),
      counts: { missed: grown },
      at: new Date(now).toISOString(),
    };
    return { mark: { missed, since }, report: reportOf(watched, [alert], []) };
  }
  if (before?.since === undefined) return { mark: { missed } };
  const hasRun = watched.last !== undefined && watched.last.takenAt.getTime() > Date.parse(before.since);
  if (!hasRun) return { mark: { missed, since: before.since } };
  return { mark: { missed }, report: reportOf(watched, [], ['missed']) };
}

/** A newest run that was ended from outside, and so could not report. Told once: a run beside the Schedule may have made up for it. */
async function silentEnd(
  client: Client,
  watched: WatchedSchedule,
  reported: string | undefined,
): Promise<AlertReport | undefined> {
  const { last } = watched;
  if (!last || last.workflowId === reported) return undefined;
  const ended = await endOf(client, last.workflowId);
  const message = ended && SILENT_ENDS[ended.status];
  if (!ended || !message) return undefined;
  const { workflowId, runId } = ended;
  const alert: Alert = { kind: 'failed', message, run: { workflowId, runId }, at: ended.at };
  return { ...reportOf(watched, [alert], []), groupKey: watched.groupKey };
}

async function endOf(client: Client, workflowId: string) {
  try {
    const { status, runId, closeTime } = await client.workflow.getHandle(workflowId).describe();
    return { workflowId, runId, status: status.name, at: (closeTime ?? new Date()).toISOString() };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

function reportOf(
  { id, scheme }: WatchedSchedule,
  raised: readonly Alert[],
  resolves: AlertReport['resolves'],
): AlertReport {
  return { scheme, groupKey: groupKeyOfSchedule(id), raised, resolves };
}

function watchedOf({ scheduleId, state, info, action }: ScheduleDescription): WatchedSchedule {
  const last = info.recentActions.at(-1);
  const [input] = (action.args ?? []) as (RunInput | undefined)[];
  return {
    id: scheduleId,
    scheme: action.workflowType,
    paused: state.paused,
    missed: info.numActionsMissedCatchupWindow,
    next: info.nextActionTimes[0],
    groupKey: groupKeyOf(input),
    ...(last && { last: { takenAt: last.takenAt, workflowId: workflowIdOf(last) } }),
  };
}

function workflowIdOf({ action }: ScheduleDescription['info']['recentActions'][number]): string {
  return action.workflow.workflowId;
}
