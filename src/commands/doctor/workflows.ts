import type { Client } from '@temporalio/client';
import { stuckWorkflows } from '../../temporal/stuck';
import { messages } from '../../messages';
import { type DoctorLine, line } from './line';

/** Workflows that are looked at one by one, and ids that are named. */
const [MOST_LOOKED_AT, MOST_NAMED] = [200, 5];

/** Whether every workflow goes on: one whose tasks fail stands still, and Temporal calls it running all the same. */
export async function workflowsLine(client: Client, taskQueue: string): Promise<DoctorLine> {
  const texts = messages().doctor.workflows;
  const stuck = await stuckWorkflows(client, taskQueue, MOST_LOOKED_AT);
  if (stuck.length === 0) return line('workflows', 'ok', texts.ok);
  const named = stuck.slice(0, MOST_NAMED).join(', ');
  return line('workflows', 'fail', texts.stuck(stuck.length, named), texts.advice);
}
