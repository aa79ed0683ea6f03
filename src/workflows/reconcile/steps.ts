import type { SchemeTable } from '../../contract/scheme';
import { proxyActivities, workflowInfo, type ActivityInterfaceFor } from '@temporalio/workflow';
import type { ReconcileActivities } from '../../contract/reconcile';
import { platformQueue } from '../../contract/queues';
import { ACTIVITY_DEADLINE, ACTIVITY_RETRY, COMPARISON_ATTEMPT, HEARTBEAT } from '../../contract/policies';

/** The activities of a reconciliation on the queue of the source, which they load most; a slice may have many pages. */
export function reconcileSteps(
  { source }: SchemeTable,
  fairnessKey?: string,
): ActivityInterfaceFor<ReconcileActivities> {
  return proxyActivities<ReconcileActivities>({
    taskQueue: platformQueue(workflowInfo().taskQueue, source.platform),
    startToCloseTimeout: COMPARISON_ATTEMPT,
    scheduleToCloseTimeout: ACTIVITY_DEADLINE,
    heartbeatTimeout: HEARTBEAT,
    retry: ACTIVITY_RETRY,
    ...(fairnessKey === undefined ? {} : { priority: { fairnessKey } }),
  });
}
