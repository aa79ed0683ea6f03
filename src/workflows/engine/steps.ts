import {
  ActivityCancellationType,
  proxyActivities,
  workflowInfo,
  type ActivityInterfaceFor,
  type ActivityOptions,
} from '@temporalio/workflow';
import type { EngineActivities } from '../../activities/contract';
import { platformQueue } from './queues';
import type { SchemeTable } from './scheme';

/**
 * A step is tried again until the platform is back; a day without it ends the run, so that a sync does not stop
 * silently. Heartbeats tell of a dead worker after 5 s.
 */
export const PATIENT: ActivityOptions = {
  startToCloseTimeout: '10 minutes',
  scheduleToCloseTimeout: '24 hours',
  heartbeatTimeout: '5 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  // A write that is under way is finished and reported, also when the run is cancelled.
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
};

/** The activities of a scheme, each on the task queue of the platform that it loads most. */
export interface Steps {
  readonly planWindow: ActivityInterfaceFor<EngineActivities>['planWindow'];
  countPages(source: string): ActivityInterfaceFor<EngineActivities>['countPages'];
  movePage(source: string): ActivityInterfaceFor<EngineActivities>['movePage'];
  auditPage(target: string): ActivityInterfaceFor<EngineActivities>['auditPage'];
  readonly openRepairs: ActivityInterfaceFor<EngineActivities>['openRepairs'];
  readonly wakeRepairs: ActivityInterfaceFor<EngineActivities>['wakeRepairs'];
}

/** Binds the activities of a scheme; `source` and `target` name the connections, which share a platform's queue fairly. */
export function stepsOf(table: SchemeTable): Steps {
  const on = (platform: string, fairnessKey?: string) =>
    proxyActivities<EngineActivities>({
      ...PATIENT,
      taskQueue: platformQueue(workflowInfo().taskQueue, platform),
      ...(fairnessKey === undefined ? {} : { priority: { fairnessKey } }),
    });
  return {
    planWindow: on(table.source.platform).planWindow,
    countPages: (source) => on(table.source.platform, source).countPages,
    movePage: (source) => on(table.source.platform, source).movePage,
    auditPage: (target) => on(table.target.platform, target).auditPage,
    openRepairs: on(table.source.platform).openRepairs,
    wakeRepairs: on(table.source.platform).wakeRepairs,
  };
}
