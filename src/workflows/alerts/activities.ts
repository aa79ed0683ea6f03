import type { ActivityInterfaceFor, ActivityOptions } from '@temporalio/workflow';
import type { AlertActivities } from '../../contract/alerts';
import { activitiesOn } from '../engine/activities';
import { ALERT_ATTEMPT } from '../../contract/policies';

/** The activities of alerts, on a task queue of their own: a busy or dead platform holds none of them up. */
export function alertActivities(options: ActivityOptions): ActivityInterfaceFor<AlertActivities> {
  return activitiesOn('alerts', { startToCloseTimeout: ALERT_ATTEMPT, ...options });
}
