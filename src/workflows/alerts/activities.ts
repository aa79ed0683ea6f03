import {
  proxyActivities,
  workflowInfo,
  type ActivityInterfaceFor,
  type ActivityOptions,
} from '@temporalio/workflow';
import type { AlertActivities } from '../../contract/alerts';
import { platformQueue } from '../../contract/queues';
import { ALERT_ATTEMPT } from '../../contract/policies';

/** The activities of alerts, on a task queue of their own: a busy or dead platform holds none of them up. */
export function alertActivities(options: ActivityOptions): ActivityInterfaceFor<AlertActivities> {
  const taskQueue = platformQueue(workflowInfo().taskQueue, 'alerts');
  return proxyActivities<AlertActivities>({ startToCloseTimeout: ALERT_ATTEMPT, ...options, taskQueue });
}
