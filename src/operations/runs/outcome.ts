import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure, TerminatedFailure } from '@temporalio/common';
import type { Bilingual } from '../../contract/bilingual';
import { run as sentences, state } from '../../messages/runs';
import { OperationError } from '../errors';

/** A workflow that is waited for, and may be asked meanwhile how far it is. */
export interface Awaited<T> {
  readonly workflowId: string;
  result(): Promise<T>;
  query<Answer>(name: string): Promise<Answer>;
}

/** Waits for a workflow. @throws OperationError when it fails or is ended from outside */
export async function resultOf<T>(handle: Awaited<T>): Promise<T> {
  try {
    return await handle.result();
  } catch (error) {
    throw error instanceof WorkflowFailedError ? endOf(handle.workflowId, error) : error;
  }
}

function endOf(workflowId: string, error: WorkflowFailedError): OperationError {
  const how = endedHow(error);
  return how === undefined
    ? new OperationError('failed', sentences.failed(workflowId, reasonOf(error)), undefined, { cause: error })
    : new OperationError('cancelled', sentences.was(workflowId, how), undefined, { cause: error });
}

function endedHow({ cause }: WorkflowFailedError): Bilingual | undefined {
  if (cause instanceof CancelledFailure) return state.cancelled;
  return cause instanceof TerminatedFailure ? sentences.terminated : undefined;
}

/** Why a workflow failed, one line. Temporal wraps it once for the workflow and once for the activity; the failure itself says it best. */
export function reasonOf(error: Error): string {
  if (error instanceof ApplicationFailure || !(error.cause instanceof Error))
    return error.message.split('\n')[0] ?? '';
  return reasonOf(error.cause);
}
