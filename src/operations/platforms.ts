import { type Client, isGrpcServiceError } from '@temporalio/client';
import { limitedAccount } from '../budget/budgets';
import { shareWithWorkers } from '../budget/share';
import type { Config } from '../config/config';
import type { Bilingual } from '../contract/bilingual';
import { SHARING_CONNECT_TIMEOUT_MS } from '../contract/policies';
import { connectionText, failure } from '../messages/errors';
import { createRuntime, type Runtime } from '../runtime';
import { connectClient, TemporalUnreachable } from '../temporal/connect';
import { temporalTarget } from '../temporal/target';
import { isServed } from './server';

/**
 * Opens the connections to platforms for the time of the work. Calls count in the budgets that workers share; where no
 * worker is there to share with, in budgets of this process.
 * @param warn takes why budgets that workers may use at this moment are not shared
 * @param reached the Temporal server, where it was connected to already, or why it was not; the caller closes it
 */
export async function withPlatforms<T>(
  config: Config,
  warn: (text: Bilingual) => void,
  work: (runtime: Runtime) => Promise<T>,
  reached?: Client | TemporalUnreachable,
): Promise<T> {
  const client = await sharingClient(config, warn, reached);
  const share = client && shareWithWorkers({ client, taskQueue: config.temporal.taskQueue });
  const runtime = createRuntime(config, share);
  try {
    return await work(runtime);
  } finally {
    await runtime.close();
    if (client !== reached) await client?.connection.close();
  }
}

/** A server that a command can do without is waited for a second only. */
async function sharingClient(
  config: Config,
  warn: (text: Bilingual) => void,
  reached?: Client | TemporalUnreachable,
): Promise<Client | undefined> {
  const accounts = Object.values(config.connections).map(limitedAccount);
  if (!accounts.some((account) => account?.shared)) return undefined;
  let client: Client | undefined;
  try {
    if (reached instanceof TemporalUnreachable) throw reached;
    client = reached ?? (await connectClient(temporalTarget(config.temporal), SHARING_CONNECT_TIMEOUT_MS));
    if (await isServed(client, config.temporal.taskQueue)) return client;
  } catch (error) {
    if (!(error instanceof TemporalUnreachable) && !isGrpcServiceError(error)) throw error;
    warn(failure.ownBudget(connectionText(error)));
  }
  if (client !== reached) await client?.connection.close();
  return undefined;
}
