import type { Client } from '@temporalio/client';
import { limitedAccount } from '../../budget/budgets';
import { shareWithWorkers } from '../../budget/share';
import type { Config } from '../../config/config';
import { createRuntime, type Runtime } from '../../runtime';
import { connectClient } from '../../temporal/connect';
import { temporalTarget } from '../../temporal/target';
import { isServed } from '../runs/start';

/** Milliseconds that a server has to answer a command that could do without it. */
const PATIENCE_MS = 1_000;

/**
 * The runtime of a command that calls platforms. It takes part in the call budgets that workers share; where no server or no
 * worker is there to share with, it keeps to budgets of its own.
 */
export async function openRuntime(config: Config): Promise<Runtime> {
  const client = await sharingClient(config);
  const share = client && shareWithWorkers({ client, taskQueue: config.temporal.taskQueue });
  const runtime = createRuntime(config, share);
  return {
    ...runtime,
    async close() {
      await runtime.close();
      await client?.connection.close();
    },
  };
}

async function sharingClient(config: Config): Promise<Client | undefined> {
  const accounts = Object.values(config.connections).map(limitedAccount);
  if (!accounts.some((account) => account?.shared)) return undefined;
  const target = temporalTarget(config.temporal);
  const client = await connectClient(target, PATIENCE_MS).catch(() => undefined);
  if (!client) return undefined;
  const served = isServed(client, target.namespace, config.temporal.taskQueue);
  if (await served.catch(() => false)) return client;
  await client.connection.close();
  return undefined;
}
