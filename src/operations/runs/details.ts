import {
  type Client,
  isGrpcServiceError,
  QueryNotRegisteredError,
  QueryRejectedError,
  ServiceError,
  WorkflowFailedError,
  type WorkflowHandle,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { forEachConcurrent } from '../../activities/concurrent';
import type { FailedRecordOfRun } from '../../contract/page';
import { QUERY_TIMEOUT_MS } from '../../contract/policies';
import type { Counts, Progress, RunInput, RunReport, ShownOutcome } from '../../contract/run';
import { ifFound } from '../../temporal/workflows';
import { isServed, type Server } from '../server';
import { countOpenRepairs } from '../failedRecords';
import { findRun, type ListedRun, listRuns } from './list';
import { reasonOf } from './outcome';

type Run = (input: RunInput) => Promise<RunReport>;

/** One run with what it says of itself, and the repairs of its scheme that wait. */
export type KnownRun = ListedRun & RunDetails & { readonly openRepairs: number };

/** A run with what its report or its progress adds. */
export type CountedRun = ListedRun & {
  readonly window?: { readonly from: string; readonly to: string };
  readonly read?: number;
};

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
  /** Why a run under way does not tell its progress although a worker listens. */
  readonly unanswered?: string;
}

/**
 * Asks for what a run can say of itself.
 * @param served whether a worker listens: without one a query would wait in vain
 */
export async function detailsOf(client: Client, run: ListedRun, served: boolean): Promise<RunDetails> {
  const handle = client.workflow.getHandle<Run>(run.workflowId, run.runId, { followRuns: false });
  if (run.state === 'running' || run.state === 'paused' || run.state === 'cancelled') {
    if (!served) return {};
    return progressOf(client, handle);
  }
  try {
    return { report: await handle.result() };
  } catch (error) {
    if (error instanceof WorkflowFailedError) return { failure: failureOf(error) };
    throw error;
  }
}

async function progressOf(client: Client, handle: WorkflowHandle): Promise<RunDetails> {
  try {
    return await client.withDeadline(Date.now() + QUERY_TIMEOUT_MS, async () => ({
      progress: await handle.query<Progress>('progress'),
      rejectedRecords: await handle.query<readonly FailedRecordOfRun[]>('rejected'),
    }));
  } catch (error) {
    if (isUnanswered(error)) return { unanswered: reasonOf(error) };
    throw error;
  }
}

/** No worker took the query in time, or the one that did could not answer it. */
function isUnanswered(error: unknown): error is Error {
  return (
    isGrpcServiceError(error) ||
    error instanceof ServiceError ||
    error instanceof QueryNotRegisteredError ||
    error instanceof QueryRejectedError
  );
}

/** When a run began, ISO: of one that continued as new the beginning of its first execution. */
export async function beginningOf(client: Client, run: ListedRun): Promise<string> {
  const { raw } = await client.workflow.getHandle(run.workflowId, run.runId).describe();
  const { firstRunId } = raw.workflowExecutionInfo ?? {};
  if (!firstRunId || firstRunId === run.runId) return run.startedAt;
  const first = await ifFound(client.workflow.getHandle(run.workflowId, firstRunId).describe());
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

/** All that is known of one run, and how many records of its scheme wait. @throws OperationError where there is no such run */
export async function knownRun({ client, taskQueue }: Server, name: string): Promise<KnownRun> {
  const served = await isServed(client, taskQueue);
  const run = await findRun(client, taskQueue, name);
  const details = await detailsOf(client, run, served);
  const startedAt = details.report?.startedAt ?? (await beginningOf(client, run));
  const openRepairs = await countOpenRepairs(client, taskQueue, run.scheme);
  return { ...run, startedAt, ...details, openRepairs };
}

/** The newest runs, those under way first, with what their report or progress adds. */
export async function runsWithCounts(
  { client, taskQueue }: Server,
  filter: { readonly scheme?: string | undefined; readonly state?: ShownOutcome | undefined },
  limit: number,
): Promise<CountedRun[]> {
  const listed: ListedRun[] = [];
  for await (const run of listRuns(client, taskQueue, filter)) if (listed.push(run) === limit) break;
  const served = await isServed(client, taskQueue);
  const runs: CountedRun[] = [];
  await forEachConcurrent([...listed.entries()], async ([index, run]) => {
    runs[index] = await counted(client, run, served);
  });
  return runs;
}

/** A cancelled run would have to be replayed to be asked; the list does without. */
async function counted(client: Client, run: ListedRun, served: boolean): Promise<CountedRun> {
  const { report, progress, failure } = await detailsOf(client, run, served && run.state !== 'cancelled');
  const { window } = report ?? progress ?? {};
  const read = report?.read ?? progress?.read ?? failure?.read;
  return {
    ...run,
    startedAt: report?.startedAt ?? (await beginningOf(client, run)),
    ...(window ? { window } : {}),
    ...(read === undefined ? {} : { read }),
  };
}
