import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Alert } from '../../contract/alerts';
import type { RunContext, FailingRun } from '../../contract/run';
import { ofBothLanguages } from '../../contract/bilingual';
import type { SchemeTable } from '../../contract/scheme';
import { report, pausedReport } from '../alerts/report';
import { type ActivityDeps, type AlertDeps, find } from '../deps';

type PlanContext = Pick<RunContext, 'groupKey'> & Partial<Pick<RunContext, 'schedule' | 'startedAt'>>;

/** What a plan is made for. */
interface Planned {
  readonly table: SchemeTable;
  readonly context: PlanContext;
  /** What is planned, where it is not a run. */
  readonly of?: Alert['of'];
}

/**
 * Waits for a plan; reports a failure that another attempt cannot change, and counts it to the Schedule: a run without a
 * plan knows neither whom to tell nor where it is counted. What comes of that changes nothing in the failure.
 */
export async function reportingFailure<T>(
  deps: Pick<ActivityDeps, 'alerts' | 'pauseFailing' | 'tables'>,
  { context, ...planned }: Planned,
  plan: Promise<T>,
): Promise<T> {
  try {
    return await plan;
  } catch (error) {
    if (error instanceof ApplicationFailure && error.nonRetryable) {
      if (deps.alerts) await reportFailed(deps.alerts, planned, context, error).catch(noteFailure);
      await countFailed(deps, planned, context, error).catch(noteFailure);
    }
    throw error;
  }
}

async function reportFailed(
  alerts: AlertDeps,
  { table: { name: scheme, title }, of }: Omit<Planned, 'context'>,
  { groupKey }: PlanContext,
  { message }: ApplicationFailure,
): Promise<void> {
  const { workflowId, runId } = Context.current().info.workflowExecution ?? {};
  const run = workflowId === undefined ? {} : { run: { workflowId, ...(runId && { runId }) } };
  const failed = {
    kind: 'failed' as const,
    ...(of && { of }),
    message: ofBothLanguages(message),
    ...run,
    at: new Date().toISOString(),
  };
  await report(alerts, { scheme, title, groupKey, raised: [failed], resolves: [] });
}

async function countFailed(
  deps: Pick<ActivityDeps, 'alerts' | 'pauseFailing' | 'tables'>,
  { table: { name: scheme } }: Omit<Planned, 'context'>,
  { schedule, startedAt }: PlanContext,
  { message: reason }: ApplicationFailure,
): Promise<void> {
  if (schedule === undefined || startedAt === undefined) return;
  await countFailure(deps, { scheme, schedule, startedAt, reason });
}

function noteFailure(error: unknown): void {
  Context.current().log.error('a failure could not be handed over', { error });
}

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
