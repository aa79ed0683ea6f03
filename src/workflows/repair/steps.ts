import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { RepairActivities } from '../../activities/repair/contract';
import { platformQueue } from '../engine/queues';
import { PATIENT } from '../engine/steps';
import type { RepairTask } from './state';

/** The activities of a repair, each on the task queue of the platform that it loads most. */
export function repairSteps({ page, audit, platforms, looksUp }: RepairTask): RepairActivities {
  const on = (platform: string, fairnessKey: string) => ({
    ...PATIENT,
    taskQueue: platformQueue(workflowInfo().taskQueue, platform),
    priority: { fairnessKey },
  });
  const source = on(platforms.source, page.source.connection);
  const { checkRecord } = proxyActivities<RepairActivities>(source);
  // What dies while it writes where nothing can be looked up is in doubt: only a person sends it again.
  const { moveRecord } = proxyActivities<RepairActivities>(
    looksUp ? source : { ...source, retry: { maximumAttempts: 1 } },
  );
  const { auditPage } = proxyActivities<RepairActivities>(on(platforms.target, audit.target.connection));
  return { checkRecord, moveRecord, auditPage };
}
