import type { Alert, AlertReport, AlertRules, AlertSettings, HandOver } from '../../contract/alerts';
import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { alertsId } from '../../contract/ids';
import type { AlertDeps } from './deps';

/** Hands a report to the `alerts` workflow of a task queue, which is started where there is none. */
export async function handOver(
  client: Client,
  taskQueue: string,
  settings: AlertSettings,
  report?: AlertReport,
): Promise<void> {
  const given: HandOver = { rules: rulesOf(settings), ...(report && { report }) };
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

/** The same with the address of each run's page, where it is known. */
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
