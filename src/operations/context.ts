import { type Client, isGrpcServiceError } from '@temporalio/client';
import { limitedAccount } from '../budget/budgets';
import { shareWithWorkers } from '../budget/share';
import type { Config, Environment, TemporalSettings } from '../config/config';
import { configSource } from '../config/environment';
import { loadConfig } from '../config/load';
import type { Bilingual } from '../contract/bilingual';
import { SHARING_CONNECT_TIMEOUT_MS } from '../contract/policies';
import { connectionText, failure } from '../messages/errors';
import { createRuntime, type Runtime } from '../runtime';
import { connectClient, TemporalUnreachable } from '../temporal/connect';
import { type TemporalTarget, temporalTarget } from '../temporal/target';
import { catalogue } from './schemes';

/** Configuration and environment that operations work with. */
export interface Context {
  readonly config: Config;
  readonly env: Environment;
  /** Whether the configuration's references find the variables of the development stack that runs now. */
  readonly isOfStack: boolean;
}

/** The Temporal server of a configuration while a connection to it is open. */
export interface Server {
  readonly client: Client;
  readonly target: TemporalTarget;
  /** Task queue of the workflows. */
  readonly taskQueue: string;
}

/** Loads `.env` and the configuration. @throws ConfigFaults */
export function loadContext(named: string | undefined): Context {
  const { file, env, isOfStack } = configSource(named);
  return { config: loadConfig({ path: file, env, catalogue }), env, isOfStack };
}

/** Connects to the Temporal server, and closes the connection when the work is done. @throws TemporalUnreachable */
export async function withServer<T>(
  { temporal }: { readonly temporal: TemporalSettings },
  work: (server: Server) => Promise<T>,
): Promise<T> {
  const target = temporalTarget(temporal);
  const client = await connectClient(target);
  try {
    return await work({ client, target, taskQueue: temporal.taskQueue });
  } finally {
    await client.connection.close();
  }
}

/** Whether a worker listens on a queue of workflow tasks now. */
export async function isServed(client: Client, taskQueue: string): Promise<boolean> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: taskQueue },
  });
  return (pollers ?? []).length > 0;
}

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
