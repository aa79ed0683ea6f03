import path from 'node:path';
import {
  type NativeConnection,
  Runtime as TemporalRuntime,
  Worker,
  type WorkerOptions,
} from '@temporalio/worker';
import { Client, isGrpcServiceError } from '@temporalio/client';
import type { Logger } from 'pino';
import { createActivities, createAlertActivities } from './activities';
import { handOver } from './activities/alerts/report';
import { activityInterceptor } from './activities/interceptor';
import { shareAmongWorkers } from './budget/share';
import type { Config } from './config/config';
import { openOperators, type Operators } from './metrics/operators';
import type { ReportTrouble } from './metrics/server';
import { pageInterceptor } from './metrics/measured';
import { root } from './root';
import { createRuntime, type Runtime } from './runtime';
import { connectNative } from './temporal/connectNative';
import { temporalTarget } from './temporal/target';
import { temporalLogger } from './temporal/logger';
import { assertSearchAttributes, ourSearchAttributes } from './temporal/searchAttributes';
import { schemes } from './workflows/catalogue';
import { platformQueue } from './contract/queues';
import { SHUTDOWN_GRACE, STICKY_WAIT } from './contract/policies';

/** A worker process: polls the workflows' queue and the queue of each platform that its schemes use. */
export interface RunningWorker {
  /** Queues polled, the workflows' first. */
  readonly taskQueues: readonly string[];
  /** Address of its metrics and health, where the configuration has one. */
  readonly url: string | undefined;
  /** Settles when the worker has stopped; rejects when one of its pollers failed. */
  readonly done: Promise<void>;
  /** Stops polling, lets activities finish and closes all connections. */
  stop(): Promise<void>;
}

/** Options of a worker process. */
export interface WorkerSettings {
  readonly config: Config;
  readonly logger: Logger;
  /** Whether SIGINT and SIGTERM stop the process's workers; tests with several workers in a process say no. */
  readonly handleSignals?: boolean;
}

/**
 * Starts a worker.
 * @throws TemporalUnreachable when the server does not answer; CannotListen for the address of `worker.http`
 */
export async function startWorker(settings: WorkerSettings): Promise<RunningWorker> {
  const { http } = settings.config.worker;
  const report: ReportTrouble = (what, error) => settings.logger.warn({ error }, what);
  const operators = http && (await openOperators(settings.config, http, report));
  try {
    return await startPollers(settings, operators);
  } catch (error) {
    running -= 1;
    await operators?.close();
    throw error;
  }
}

async function startPollers(
  settings: WorkerSettings,
  operators: Operators | undefined,
): Promise<RunningWorker> {
  const { config, logger } = settings;
  installRuntime(settings, operators);
  const target = temporalTarget(config.temporal);
  const connection = await connectNative(target);
  await checkServer(connection, target.namespace, logger);
  const { taskQueue } = config.temporal;
  const client = new Client({ connection, namespace: target.namespace });
  const stopping = new AbortController();
  const share = shareAmongWorkers({ client, taskQueue, logger, stopping: stopping.signal });
  const runtime = createRuntime(config, share, operators?.metrics, (message) => logger.warn(message));
  const common = { connection, namespace: target.namespace, shutdownGraceTime: SHUTDOWN_GRACE };
  const workers = await createWorkers(runtime, common, taskQueue, operators);
  await announce(client, config, logger);
  const done = runAll(workers, stopping, async () => {
    await runtime.close();
    await connection.close();
    await operators?.close();
    running -= 1;
  });
  operators?.watch({ workers, connection, client });
  return {
    url: operators?.url,
    taskQueues: workers.map((worker) => worker.options.taskQueue),
    done,
    stop: () => {
      stopAll(workers);
      return done;
    },
  };
}

/** Some hosted servers let nobody read search attributes; there a run is the first to tell. */
async function checkServer(connection: NativeConnection, namespace: string, logger: Logger): Promise<void> {
  try {
    await assertSearchAttributes(connection, namespace, ourSearchAttributes);
  } catch (error) {
    if (!isGrpcServiceError(error)) {
      await connection.close();
      throw error;
    }
    logger.warn({ error }, 'the search attributes of the namespace cannot be read');
  }
}

/** Alerts begin with the first worker, so that Schedules are watched although no run reports; without them runs go on. */
async function announce(client: Client, { alerts, temporal }: Config, logger: Logger): Promise<void> {
  if (!alerts) return;
  await handOver(client, temporal.taskQueue, alerts).catch((error: unknown) =>
    logger.error({ error }, 'alerts could not be started'),
  );
}

/** Workers of this process that run, or are about to. */
let running = 0;

/** The SDK has one runtime a process, which ends with the last worker; the first one sets it up. */
function installRuntime(
  { logger, handleSignals = true }: WorkerSettings,
  operators: Operators | undefined,
): void {
  running += 1;
  if (running > 1) return;
  TemporalRuntime.install({
    logger: temporalLogger(logger),
    shutdownSignals: handleSignals ? ['SIGINT', 'SIGTERM'] : [],
    ...(operators ? { telemetryOptions: operators.telemetry } : {}),
  });
}

async function createWorkers(
  runtime: Runtime,
  common: Partial<WorkerOptions>,
  taskQueue: string,
  operators: Operators | undefined,
): Promise<Worker[]> {
  const counting = operators ? [pageInterceptor(operators.metrics)] : [];
  const activities = {
    activities: createActivities(runtime),
    // From the outside in: who counts sees failures as Temporal does.
    interceptors: { activity: [...counting, activityInterceptor(runtime.keepAnswer)] },
  };
  const { alerts } = runtime;
  const queues = platformsOf(runtime).map((platform) => platformQueue(taskQueue, platform));
  const alertWorker = alerts && {
    taskQueue: platformQueue(taskQueue, 'alerts'),
    activities: createAlertActivities(alerts),
    interceptors: activities.interceptors,
  };
  return Promise.all([
    Worker.create({ ...common, taskQueue, ...workflowOptions() }),
    ...queues.map((queue) => Worker.create({ ...common, taskQueue: queue, ...activities })),
    ...(alertWorker ? [Worker.create({ ...common, ...alertWorker })] : []),
  ]);
}

function workflowOptions(): Partial<WorkerOptions> {
  return {
    workflowBundle: { codePath: path.join(root, 'dist', 'workflow-bundle.js') },
    stickyQueueScheduleToStartTimeout: STICKY_WAIT,
  };
}

function platformsOf(runtime: Runtime): string[] {
  const tables = Object.keys(runtime.schemes).flatMap((name) => schemes[name] ?? []);
  return [...new Set(tables.flatMap((table) => [table.source.platform, table.target.platform]))];
}

/**
 * Runs the pollers as one: when one fails, the others stop too; then cleans up. `stopping` aborts with the first that ends,
 * the workflows': its activities have none to finish, and whoever waits for a workflow of this process then waits in vain.
 */
async function runAll(
  workers: readonly Worker[],
  stopping: AbortController,
  cleanUp: () => Promise<void>,
): Promise<void> {
  const runs = workers.map((worker) => worker.run());
  const stop = () => stopping.abort();
  for (const run of runs) run.then(stop, stop);
  try {
    await Promise.all(runs);
  } catch (error) {
    stopAll(workers);
    await Promise.allSettled(runs);
    throw error;
  } finally {
    await cleanUp();
  }
}

function stopAll(workers: readonly Worker[]): void {
  for (const worker of workers) {
    if (worker.getState() === 'RUNNING') worker.shutdown();
  }
}
