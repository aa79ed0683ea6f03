import type { SchemeTable } from '../../contract/scheme';
import type { Plan } from '../../contract/run';
import {
  ActivityCancellationType,
  proxyActivities,
  workflowInfo,
  type ActivityInterfaceFor,
  type ActivityOptions,
} from '@temporalio/workflow';
import type { Priority } from '@temporalio/common';
import type { EngineActivities } from '../../contract/activities';
import { platformQueue } from '../../contract/queues';
import { isBackfill } from './window';
import { ACTIVITY_DEADLINE, ACTIVITY_RETRY, HEARTBEAT, PAGE_ATTEMPT } from '../../contract/policies';

/** Activities that speak to a platform. */
export const PATIENT: ActivityOptions = {
  startToCloseTimeout: PAGE_ATTEMPT,
  scheduleToCloseTimeout: ACTIVITY_DEADLINE,
  heartbeatTimeout: HEARTBEAT,
  retry: ACTIVITY_RETRY,
  // A write that is under way is finished and reported, also when the run is cancelled.
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
};

/** Priority of a backfill's calls; those of other runs have 3, the default. */
const BACKFILL_PRIORITY = 4;

/** The activities of a scheme, each on the task queue of the platform that it loads most. */
export interface Steps {
  readonly planRun: ActivityInterfaceFor<EngineActivities>['planRun'];
  countPages(plan: Plan): ActivityInterfaceFor<EngineActivities>['countPages'];
  syncPage(plan: Plan): ActivityInterfaceFor<EngineActivities>['syncPage'];
  auditPage(plan: Plan): ActivityInterfaceFor<EngineActivities>['auditPage'];
  readonly openRepairs: ActivityInterfaceFor<EngineActivities>['openRepairs'];
  readonly wakeRepairs: ActivityInterfaceFor<EngineActivities>['wakeRepairs'];
  readonly countFailure: ActivityInterfaceFor<EngineActivities>['countFailure'];
}

/** Binds the activities of a scheme; connections share a platform's queue fairly, and a backfill steps back. */
export function stepsOf(table: SchemeTable): Steps {
  const on = (platform: string, priority?: Priority) =>
    proxyActivities<EngineActivities>({
      ...PATIENT,
      taskQueue: platformQueue(workflowInfo().taskQueue, platform),
      ...(priority === undefined ? {} : { priority }),
    });
  const onSource = (plan: Plan) => on(table.source.platform, priorityOf(plan, plan.source));
  return {
    planRun: on(table.source.platform).planRun,
    countPages: (plan) => onSource(plan).countPages,
    syncPage: (plan) => onSource(plan).syncPage,
    auditPage: (plan) => on(table.target.platform, priorityOf(plan, plan.target)).auditPage,
    openRepairs: on(table.source.platform).openRepairs,
    wakeRepairs: on(table.source.platform).wakeRepairs,
    countFailure: on(table.source.platform).countFailure,
  };
}

function priorityOf(plan: Plan, fairnessKey: string): Priority {
  return { fairnessKey, ...(isBackfill(plan) ? { priorityKey: BACKFILL_PRIORITY } : {}) };
}
