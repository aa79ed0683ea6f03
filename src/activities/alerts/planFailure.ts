import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { SchemeTable } from '../../workflows/engine/scheme';
import type { Plan, RunFacts } from '../contract';
import type { AlertDeps } from './deps';
import { report } from './handOver';

/** What a plan is made for. */
interface Planned {
  readonly table: SchemeTable;
  readonly facts: RunFacts | undefined;
}

/**
 * Waits for a plan, and reports a failure that another attempt cannot change: a run without a plan does not know whether
 * there is anybody to tell. What comes of the report changes nothing in the failure.
 */
export async function reportingFailure(
  alerts: AlertDeps | undefined,
  { table, facts }: Planned,
  plan: Promise<Plan>,
): Promise<Plan> {
  try {
    return await plan;
  } catch (error) {
    if (alerts && facts && error instanceof ApplicationFailure && error.nonRetryable)
      await reportFailed(alerts, table, facts, error).catch(noteFailure);
    throw error;
  }
}

async function reportFailed(
  alerts: AlertDeps,
  { name: scheme, title }: SchemeTable,
  { taskQueue, stream = 'run' }: RunFacts,
  { message }: ApplicationFailure,
): Promise<void> {
  const { workflowId, runId } = Context.current().info.workflowExecution ?? {};
  const run = workflowId === undefined ? {} : { run: { workflowId, ...(runId && { runId }) } };
  const failed = { kind: 'failed' as const, message, ...run, at: new Date().toISOString() };
  await report(alerts, taskQueue, { scheme, title, stream, raised: [failed], settles: [] });
}

function noteFailure(error: unknown): void {
  Context.current().log.error('an alert could not be handed over', { error });
}
