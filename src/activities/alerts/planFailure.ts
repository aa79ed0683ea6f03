import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { SchemeTable } from '../../workflows/engine/scheme';
import type { Alert } from '../../workflows/alerts/alert';
import type { RunFacts } from '../contract';
import type { AlertDeps } from './deps';
import { report } from './handOver';

/** What a plan is made for. */
interface Planned {
  readonly table: SchemeTable;
  readonly facts: Pick<RunFacts, 'taskQueue' | 'stream'> | undefined;
  /** What is planned, where it is not a run. */
  readonly of?: Alert['of'];
}

/**
 * Waits for a plan, and reports a failure that another attempt cannot change: a run without a plan does not know whether
 * there is anybody to tell. What comes of the report changes nothing in the failure.
 */
export async function reportingFailure<T>(
  alerts: AlertDeps | undefined,
  planned: Planned,
  plan: Promise<T>,
): Promise<T> {
  try {
    return await plan;
  } catch (error) {
    if (alerts && error instanceof ApplicationFailure && error.nonRetryable)
      await reportFailed(alerts, planned, error).catch(noteFailure);
    throw error;
  }
}

async function reportFailed(
  alerts: AlertDeps,
  { table: { name: scheme, title }, facts, of }: Planned,
  { message }: ApplicationFailure,
): Promise<void> {
  if (!facts) return;
  const { taskQueue, stream = 'run' } = facts;
  const { workflowId, runId } = Context.current().info.workflowExecution ?? {};
  const run = workflowId === undefined ? {} : { run: { workflowId, ...(runId && { runId }) } };
  const failed = {
    kind: 'failed' as const,
    ...(of && { of }),
    message,
    ...run,
    at: new Date().toISOString(),
  };
  await report(alerts, taskQueue, { scheme, title, stream, raised: [failed], settles: [] });
}

function noteFailure(error: unknown): void {
  Context.current().log.error('an alert could not be handed over', { error });
}
