import type { FailedRecordOfRun } from '../../contract/page';
import { type Client, WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Counts, Progress, RunReport } from '../../contract/run';
import { reasonOf } from './follow';
import type { ListedRun } from './list';
import { QUERY_TIMEOUT_MS } from '../../contract/policies';

/** Why a run failed, and what it had read until then. */
export interface RunFailure {
  /** Type of the failure, which says what to do. */
  readonly type?: string;
  readonly message: string;
  readonly read?: number;
  readonly counts?: Counts;
}

/** What a run can say of itself: a finished one its report, a failed one why, any other its progress where a worker answers. */
export interface RunDetails {
  readonly report?: RunReport;
  readonly progress?: Progress;
  /** The first 50 refused records of a run that has no report. */
  readonly rejectedRecords?: readonly FailedRecordOfRun[];
  readonly failure?: RunFailure;
}

/**
 * Asks for what a run can say of itself.
 * @param served whether a worker listens: without one a query would wait in vain
 */
export async function detailsOf(client: Client, run: ListedRun, served: boolean): Promise<RunDetails> {
  const handle = client.workflow.getHandle(run.workflowId, run.runId, { followRuns: false });
  if (run.state === 'running' || run.state === 'paused' || run.state === 'cancelled') {
    if (!served) return {};
    return client
      .withDeadline(Date.now() + QUERY_TIMEOUT_MS, async () => ({
        progress: await handle.query<Progress>('progress'),
        rejectedRecords: await handle.query<readonly FailedRecordOfRun[]>('rejected'),
      }))
      .catch(() => ({}));
  }
  try {
    return { report: (await handle.result()) as RunReport };
  } catch (error) {
    if (error instanceof WorkflowFailedError) return { failure: failureOf(error) };
    throw error;
  }
}

/** When a run began, ISO: of one that continued as new the beginning of its first execution. */
export async function beginningOf(client: Client, run: ListedRun): Promise<string> {
  const { raw } = await client.workflow.getHandle(run.workflowId, run.runId).describe();
  const { firstRunId } = raw.workflowExecutionInfo ?? {};
  if (!firstRunId || firstRunId === run.runId) return run.startedAt;
  const first = await client.workflow
    .getHandle(run.workflowId, firstRunId)
    .describe()
    .catch(() => undefined);
  return first?.startTime.toISOString() ?? run.startedAt;
}

function failureOf(error: WorkflowFailedError): RunFailure {
  const { cause } = error;
  const message = reasonOf(error);
  if (!(cause instanceof ApplicationFailure)) return { message };
  const [books] = (cause.details ?? []) as Partial<Pick<RunReport, 'read' | 'counts'>>[];
  return {
    message,
    ...(cause.type ? { type: cause.type } : {}),
    ...(books?.read === undefined ? {} : { read: books.read }),
    ...(books?.counts === undefined ? {} : { counts: books.counts }),
  };
}
