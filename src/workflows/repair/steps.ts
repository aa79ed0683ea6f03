import type { SchemeTable } from '../../contract/scheme';
import { proxyActivities, workflowInfo, type ActivityOptions } from '@temporalio/workflow';
import type { RepairActivities, RepairTask } from '../../contract/repair';
import { platformQueue } from '../../contract/queues';
import { PATIENT } from '../engine/steps';
import { ACTIVITY_DEADLINE, REPAIR_DEADLINE } from '../../contract/policies';

/** The activities of a repair, each on the task queue of the platform that it loads most. */
export function repairSteps(table: SchemeTable, { page, looksUp }: RepairTask): RepairActivities {
  const on = (platform: string, fairnessKey: string): ActivityOptions => ({
    ...PATIENT,
    scheduleToCloseTimeout: REPAIR_DEADLINE,
    taskQueue: platformQueue(workflowInfo().taskQueue, platform),
    priority: { fairnessKey },
  });
  const source = on(table.source.platform, page.source);
  const { checkRecord } = proxyActivities<RepairActivities>(source);
  // What dies while it writes where nothing can be looked up is in doubt: only a person sends it again. It may wait
  // long for a worker, since one that never began would be taken for one that died.
  const once: ActivityOptions = {
    ...source,
    scheduleToCloseTimeout: ACTIVITY_DEADLINE,
    retry: { maximumAttempts: 1 },
  };
  const { syncRecord } = proxyActivities<RepairActivities>(looksUp ? source : once);
  const { auditPage } = proxyActivities<RepairActivities>(on(table.target.platform, page.target));
  return { checkRecord, syncRecord, auditPage };
}
