import { defineUpdate } from '@temporalio/workflow';
import type { Lease, LeaseRequest } from './lease';

/** Asks the budget of an account for starts of calls. */
export const leaseUpdate = defineUpdate<Lease, [LeaseRequest]>('lease');

/** Workflow id of an account's budget: one for all workers on a task queue. */
export function budgetWorkflowId(taskQueue: string, account: string): string {
  return `budget/${taskQueue}/${account}`;
}
