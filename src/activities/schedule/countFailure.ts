import type { FailingRun } from '../../contract/run';
import { Context } from '@temporalio/activity';
import type { ActivityDeps } from '../deps';
import { find } from '../find';
import { report } from '../alerts/handOver';
import { pausedReport } from '../alerts/schedulePaused';

/** Counts the run of the current activity as failed, and tells of a Schedule that stands paused for it. */
export async function countFailure(
  { pauseFailing, alerts, tables }: Pick<ActivityDeps, 'pauseFailing' | 'alerts' | 'tables'>,
  { scheme, schedule, startedAt, reason }: FailingRun,
): Promise<void> {
  const { title } = find(tables, scheme, 'scheme');
  const { client, info } = Context.current();
  const { workflowId = '', runId = '' } = info.workflowExecution ?? {};
  const description = await client.schedule.getHandle(schedule).describe();
  const note = await pauseFailing(client, description, { runId, begun: new Date(startedAt), reason });
  if (note === undefined || !alerts) return;
  const last = { workflowId, runId };
  await report(alerts, { ...pausedReport({ id: schedule, scheme, last }, note), title });
}
