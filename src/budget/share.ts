import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { type BudgetLimits, createBudget } from '../connectors/budget';
import { Unavailable } from '../connectors/errors';
import type { CallWindow } from '../workflows/budget/lease';
import type { AccountBudget, ShareBudget } from './budgets';
import { SharedBudget } from './shared';
import { temporalLender } from './temporal';

/** Where budgets are shared: a server, and the queue whose workers keep them. */
export interface SharingOptions {
  readonly client: Client;
  readonly taskQueue: string;
}

/** Options of a worker's part. */
export interface WorkerSharing extends SharingOptions {
  readonly logger: Logger;
  /** Whether this worker stops: its callers then leave the line for another one's instead of holding it up. */
  readonly isStopping: () => boolean;
}

/** How workers share budgets: where nobody answers, calls wait. */
export function shareAmongWorkers({ logger, isStopping, ...sharing }: WorkerSharing): ShareBudget {
  return (account, limits) =>
    sharedBudget(sharing, account, limits, (error) => {
      if (isStopping()) throw stopping(account);
      logger.warn({ error, account }, 'the call budget of an account does not answer; calls wait');
    });
}

/** How commands take part: where nobody answers, they keep to a budget of their own from then on. */
export function shareWithWorkers(sharing: SharingOptions): ShareBudget {
  return (account, limits) => {
    const own = createBudget(limits);
    let isAlone = false;
    const shared = sharedBudget(sharing, account, limits, (error) => {
      isAlone = true;
      throw error;
    });
    return {
      take: async (signal) => {
        if (!isAlone)
          try {
            return await shared.take(signal);
          } catch (error) {
            if (signal.aborted) throw error;
          }
        return own(signal);
      },
      throttled: (pauseMs) => shared.throttled(pauseMs),
    };
  };
}

function sharedBudget(
  { client, taskQueue }: SharingOptions,
  account: string,
  limits: BudgetLimits,
  onTrouble: (error: unknown) => void,
): AccountBudget {
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

function stopping(account: string): Unavailable {
  return new Unavailable('this worker stops before its turn came', {
    platform: account,
    operation: 'call budget',
  });
}
