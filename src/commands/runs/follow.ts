import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure, TerminatedFailure } from '@temporalio/common';
import type { RunReport } from '../../contract/run';
import { CliError, exitCodes } from '../shared/exit';
import { type Watched, watchComparison, watchRun } from '../terminal/progressLine';
import type { RunHandle } from './start';
import { messages } from '../../messages';

/** What is waited for: a workflow that may be asked how far it is. */
type Followed<T> = Watched & { readonly workflowId: string; result(): Promise<T> };

/** Waits for a run and shows its progress in one line while stderr is a terminal. @throws CliError when it fails */
export async function followRun(handle: RunHandle): Promise<RunReport> {
  return follow(handle, watchRun);
}

/** Waits for a reconciliation, with its slices in one line while stderr is a terminal. @throws CliError when it fails */
export async function followComparison<T>(handle: Followed<T>): Promise<T> {
  return follow(handle, watchComparison);
}

/** Waits for any workflow. @throws CliError when it fails */
export async function resultOf<T>(handle: Followed<T>): Promise<T> {
  return follow(handle, async () => undefined);
}

async function follow<T>(
  handle: Followed<T>,
  watch: (handle: Watched, ended: Promise<boolean>) => Promise<void>,
): Promise<T> {
  const result = handle.result();
  const ended = result.then(
    () => true,
    () => true,
  );
  const watching = process.stderr.isTTY ? watch(handle, ended) : Promise.resolve();
  try {
    return await result;
  } catch (error) {
    throw error instanceof WorkflowFailedError ? verdict(handle.workflowId, error) : error;
  } finally {
    await watching;
  }
}

function verdict(workflowId: string, error: WorkflowFailedError): CliError {
  const says = messages().run;
  const how = endedHow(error);
  if (how !== undefined)
    return new CliError(says.was(workflowId, how), exitCodes.cancelled, undefined, { cause: error });
  const message = says.failed(workflowId, reasonOf(error));
  return new CliError(message, exitCodes.failed, undefined, { cause: error });
}

function endedHow({ cause }: WorkflowFailedError): string | undefined {
  if (cause instanceof CancelledFailure) return messages().state.cancelled;
  return cause instanceof TerminatedFailure ? messages().run.terminated : undefined;
}

/** Why a workflow failed, one line. Temporal wraps it once for the workflow and once for the activity; the failure itself says it best. */
export function reasonOf(error: Error): string {
  if (error instanceof ApplicationFailure || !(error.cause instanceof Error))
    return error.message.split('\n')[0] ?? '';
  return reasonOf(error.cause);
}
