import { Context } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/client';
import { onQueue } from '../../contract/visibility';
import type { ActivityDeps } from '../deps';
import { find } from '../find';
import type { WakeRepairs } from '../../contract/repair';
import { sideBySide } from './sideBySide';

/** Repairs told at the end of one run. Of more a sample is told, another one each time. */
const MOST = 1_000;

/** Signals under way at a time. */
const LANES = 8;

/** Tells the open repairs of a scheme that a run has ended, so that those whose record is done complete. */
export async function wakeRepairs(
  { tables, taskQueue }: Pick<ActivityDeps, 'tables' | 'taskQueue'>,
  { scheme, run }: WakeRepairs,
): Promise<number> {
  find(tables, scheme, 'scheme');
  const { client } = Context.current();
  const query = `WorkflowType="repairRecord" AND SchemeId="${scheme}" AND ${onQueue(taskQueue)} AND ExecutionStatus="Running"`;
  const { count } = await client.workflow.count(query);
  if (count === 0) return 0;
  const chosen: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query })) {
    if (Math.random() * count < MOST) chosen.push(workflowId);
    if (chosen.length === MOST) break;
  }
  await sideBySide(chosen, LANES, (workflowId) =>
    client.workflow.getHandle(workflowId).signal('check', run).catch(ignoreClosed),
  );
  return chosen.length;
}

function ignoreClosed(error: unknown): void {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}
