import { workflowInfo } from '@temporalio/workflow';
import type { Alert } from '../../contract/alerts';

/** What every alert of this workflow says: its kind, which run it is of, and when. */
export function about<K extends Alert['kind']>(kind: K): Pick<Alert, 'run' | 'at'> & { readonly kind: K } {
  const { workflowId, firstExecutionRunId: runId } = workflowInfo();
  return { kind, run: { workflowId, runId }, at: new Date().toISOString() };
}
