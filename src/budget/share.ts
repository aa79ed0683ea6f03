import {
  type Client,
  type WithStartWorkflowOperation as Operation,
  WithStartWorkflowOperation,
  WorkflowIdConflictPolicy,
} from '@temporalio/client';
import type { Logger } from 'pino';
import { type BudgetLimits, createBudget } from '../connectors/budget';
import { Unavailable } from '../connectors/errors';
import type { CallWindow } from '../contract/budget';
import type { ShareBudget } from './budgets';
import { SharedBudget, type Lender } from './shared';
import type { accountBudget } from '../workflows/budget/accountBudget';
import { budgetId } from '../contract/ids';
import { leaseUpdate } from '../workflows/definitions';
import { LEASE_TIMEOUT_MS } from '../contract/policies';

/** Where budgets are shared: a server, and the queue whose workers keep them. */
export interface SharingOptions {
  readonly client: Client;
  readonly taskQueue: string;
}

/** Options of a worker's part. */
export interface WorkerSharing extends SharingOptions {
  readonly logger: Logger;
  /** Aborts when this process's workers stop: whoever may leaves the line then, for another worker's. */
  readonly stopping: AbortSignal;
}

/** How workers share budgets: where nobody answers, calls wait. */
export function shareAmongWorkers({ logger, stopping, ...sharing }: WorkerSharing): ShareBudget {
  return (account, limits) => {
    const shared = sharedBudget(sharing, account, limits, (error) =>
      logger.warn({ error, account }, 'the call budget of an account does not answer; calls wait'),
    );
    stopping.addEventListener('abort', () => shared.dismiss(stoppedWaiting(account)), { once: true });
    return shared;
  };
}

/** How commands take part: where nobody answers, they keep to a budget of their own from then on. */
export function shareWithWorkers(sharing: SharingOptions): ShareBudget {
  return (account, limits) => {
    const own = createBudget(limits);
    const alone = new Error('no worker lends from the call budget of the account');
    const shared = sharedBudget(sharing, account, limits, () => shared.dismiss(alone));
    const take = async (signal: AbortSignal) =>
      shared.read(signal).catch((error: unknown) => {
        if (error === alone) return own(signal);
        throw error;
      });
    return { read: take, write: take, throttled: (pauseMs) => shared.throttled(pauseMs) };
  };
}

function sharedBudget(
  { client, taskQueue }: SharingOptions,
  account: string,
  limits: BudgetLimits,
  onTrouble: (error: unknown) => void,
): SharedBudget {
  const lender = temporalLender(client, taskQueue, account);
  return new SharedBudget({ windows: windowsOf(limits), lender, onTrouble });
}

/** The limits as windows; the margins are the lender's. */
export function windowsOf({ perSecond, perMinute }: BudgetLimits): CallWindow[] {
  return [
    { calls: perSecond, withinMs: 1_000 },
    { calls: perMinute, withinMs: 60_000 },
  ].filter(({ calls }) => calls > 0);
}

function stoppedWaiting(account: string): Unavailable {
  return new Unavailable('this worker stops before its turn came', {
    platform: account,
    operation: 'call budget',
  });
}

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
