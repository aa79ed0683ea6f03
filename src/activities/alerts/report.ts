import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Alert, AlertReport, AlertRules, AlertSettings, ReportWithRules } from '../../contract/alerts';
import type { Bilingual } from '../../contract/bilingual';
import { alertsId } from '../../contract/ids';
import type { AlertDeps } from '../deps';

/** Hands a report to the `alerts` workflow of a task queue, which is started where there is none. */
export async function handOver(
  client: Client,
  taskQueue: string,
  settings: AlertSettings,
  report?: AlertReport,
): Promise<void> {
  const given: ReportWithRules = { rules: rulesOf(settings), ...(report && { report }) };
  await client.workflow.signalWithStart('alerts', {
    workflowId: alertsId(taskQueue),
    taskQueue,
    args: [],
    signal: 'report',
    signalArgs: [given],
    staticSummary: `alerts of ${taskQueue}`,
  });
}

/** Hands over what the current activity has to report. */
export async function report(deps: AlertDeps, given: AlertReport): Promise<void> {
  const { client, info } = Context.current();
  await handOver(client, deps.taskQueue, deps.settings, withPages(deps, info.namespace, given));
}

/** A report with the address of each run's page, where it is known. */
export function withPages(deps: AlertDeps, namespace: string, report: AlertReport): AlertReport {
  const withPage = (alert: Alert): Alert => {
    const { workflowId, runId } = alert.run ?? {};
    const url = workflowId === undefined ? undefined : deps.pageOf(namespace, workflowId, runId);
    return url === undefined ? alert : { ...alert, url };
  };
  return { ...report, raised: report.raised.map(withPage) };
}

/** What the `alerts` workflow goes by: names and choices, no address and no secret. */
export function rulesOf(settings: AlertSettings): AlertRules {
  const { repeatHours, newReasonDays, giveUpHours, watchMinutes } = settings;
  const channels = Object.entries(settings.channels).map(([name, { on, schemes }]) => ({
    name,
    ...(on && { on }),
    ...(schemes && { schemes }),
  }));
  return { repeatHours, newReasonDays, giveUpHours, watchMinutes, channels };
}

/** A Schedule, and its newest run. */
interface Subject {
  readonly id: string;
  readonly scheme: string;
  readonly last?: Alert['run'] | undefined;
}

/** Group key of alerts about a Schedule itself, whichever of its runs is the newest. */
export function groupKeyOfSchedule(id: string): string {
  return `schedule ${id}`;
}

/**
 * What is reported of a Schedule that stands paused for its failures.
 * @param note why, as the Schedule says it
 */
export function pausedReport({ id, scheme, last }: Subject, note: Bilingual): AlertReport {
  const run = last && { workflowId: last.workflowId, ...(last.runId && { runId: last.runId }) };
  const at = new Date().toISOString();
  const alert: Alert = { kind: 'schedule-paused', subject: id, message: note, ...(run && { run }), at };
  return { scheme, groupKey: groupKeyOfSchedule(id), raised: [alert], resolves: [] };
}

/** What is reported of one that does not: that it goes on is notified, that a person keeps it paused is not. */
export function unpausedReport({ id, scheme }: Subject, isPaused: boolean): AlertReport {
  const over = ['schedule-paused'] as const;
  const report = { scheme, groupKey: groupKeyOfSchedule(id), raised: [] };
  return isPaused ? { ...report, resolves: [], forgets: over } : { ...report, resolves: over };
}
