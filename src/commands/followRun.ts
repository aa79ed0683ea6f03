import { setTimeout as sleep } from 'node:timers/promises';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure, TerminatedFailure } from '@temporalio/common';
import { Presets, SingleBar } from 'cli-progress';
import type { Progress, RunReport } from '../workflows/engine/report';
import { CliError, exitCodes } from './exit';
import type { RunHandle } from './startRun';

/** Waits for a run and shows its progress in one line while stderr is a terminal. @throws CliError when it fails */
export async function followRun(handle: RunHandle): Promise<RunReport> {
  const result = handle.result();
  const watching = process.stderr.isTTY ? watch(handle, result) : Promise.resolve();
  try {
    return await result;
  } catch (error) {
    throw error instanceof WorkflowFailedError ? verdict(handle.workflowId, error) : error;
  } finally {
    await watching;
  }
}

/** Waits for any workflow. @throws CliError when it fails */
export async function resultOf<T>(handle: { readonly workflowId: string; result(): Promise<T> }): Promise<T> {
  try {
    return await handle.result();
  } catch (error) {
    throw error instanceof WorkflowFailedError ? verdict(handle.workflowId, error) : error;
  }
}

/** Draws the progress until the run has ended. */
async function watch(handle: RunHandle, result: Promise<unknown>): Promise<void> {
  const line = new SingleBar(
    {
      format: '{state} · page {pagesDone} · {read} read · {counts} · {duration_formatted}',
      clearOnComplete: true,
    },
    Presets.rect,
  );
  const ended = result.then(
    () => true,
    () => true,
  );
  line.start(1, 0, { state: 'starting', pagesDone: 0, read: 0, counts: '' });
  while (!(await Promise.race([ended, sleep(300, false)]))) {
    const progress = await Promise.race([ended.then(() => undefined), ask(handle)]);
    if (progress) line.update({ ...progress, state: stateOf(progress), counts: describe(progress) });
  }
  line.stop();
}

/** No worker may be there to answer; the line then just stays as it is. */
async function ask(handle: RunHandle): Promise<Progress | undefined> {
  return handle.query<Progress>('progress').catch(() => undefined);
}

/** A run that paused by itself says why. */
function stateOf({ state, pausedBecause }: Progress): string {
  return pausedBecause === undefined ? state : `${state}: ${pausedBecause}`;
}

function describe({ counts }: Progress): string {
  const present = Object.entries(counts).filter(([, count]) => count > 0);
  return present.map(([name, count]) => `${count} ${name}`).join(', ');
}

function verdict(workflowId: string, error: WorkflowFailedError): CliError {
  const { cause } = error;
  const ended =
    cause instanceof CancelledFailure ? 'cancelled' : cause instanceof TerminatedFailure && 'terminated';
  if (ended)
    return new CliError(`${workflowId} was ${ended}`, exitCodes.cancelled, undefined, { cause: error });
  return new CliError(
    `${workflowId} failed: ${innermost(error).split('\n')[0]}`,
    exitCodes.failed,
    undefined,
    {
      cause: error,
    },
  );
}

/** Temporal wraps what went wrong once for the workflow and once for the activity; the failure itself says it best. */
function innermost(error: Error): string {
  if (error instanceof ApplicationFailure || !(error.cause instanceof Error)) return error.message;
  return innermost(error.cause);
}
