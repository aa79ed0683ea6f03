import type { SchemeTable } from '../../contract/scheme';
import { proxyActivities, workflowInfo, type ActivityInterfaceFor } from '@temporalio/workflow';
import type { ReconcileActivities } from '../../contract/reconcile';
import { platformQueue } from '../../contract/queues';

/** The activities of a reconciliation on the queue of the source, which they load most; a slice may have many pages. */
export function reconcileSteps(
  { source }: SchemeTable,
  fairnessKey?: string,
): ActivityInterfaceFor<ReconcileActivities> {
  return proxyActivities<ReconcileActivities>({
    taskQueue: platformQueue(workflowInfo().taskQueue, source.platform),
    startToCloseTimeout: '6 hours',
    scheduleToCloseTimeout: '24 hours',
    heartbeatTimeout: '5 seconds',
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
    ...(fairnessKey === undefined ? {} : { priority: { fairnessKey } }),
  });
}
