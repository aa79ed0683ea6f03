import {
  type Client,
  type WithStartWorkflowOperation as Operation,
  WithStartWorkflowOperation,
  WorkflowIdConflictPolicy,
} from '@temporalio/client';
import type { accountBudget } from '../workflows/budget/accountBudget';
import { budgetId } from '../contract/ids';
import { leaseUpdate } from '../workflows/budget/messages';
import type { Lender } from './shared';
import { LEASE_TIMEOUT_MS } from '../contract/policies';

/** Asks the budget workflow of an account, and starts it where it does not run. */
export function temporalLender(client: Client, taskQueue: string, account: string): Lender {
  return (request, updateId) =>
    client.withDeadline(Date.now() + LEASE_TIMEOUT_MS, () =>
      client.workflow.executeUpdateWithStart(leaseUpdate, {
        updateId,
        args: [request],
        startWorkflowOperation: start(taskQueue, account),
      }),
    );
}

function start(taskQueue: string, account: string): Operation<typeof accountBudget> {
  return new WithStartWorkflowOperation<typeof accountBudget>('accountBudget', {
    workflowId: budgetId(taskQueue, account),
    taskQueue,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    staticSummary: `call budget of ${account}`,
  });
}
