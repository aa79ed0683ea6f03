import path from 'node:path';
import type { ActivityDeps, AlertDeps } from './activities/deps';
import { answerKeeper } from './answers';
import {
  type AccountBudget,
  createBudgets,
  type ShareBudget,
  watchedSource,
  watchedTarget,
} from './budget/budgets';
import type { Config } from './config/config';
import { type ConnectionSettings, platformOf } from './connectors';
import type { Warn } from './connectors/connector';
import type { PlatformConnection } from './connectors/platform';
import { mappings } from './mappings';
import { measuredBudget, measuredSource, measuredTarget } from './metrics/measured';
import type { Metrics } from './metrics/metrics';
import { pauseFailingIn } from './temporal/schedules/pausing';
import { ScheduleStore } from './temporal/schedules/store';
import { pageAddress } from './temporal/target';
import { schemes } from './workflows/catalogue';

/** Connectors, mappings and settings of a configuration, put together: what activities and read-only commands work on. */
export interface Runtime extends ActivityDeps {
  /** Closes all connections to platforms. */
  close(): Promise<void>;
}

/**
 * Creates the connectors of a configuration; none of them calls its platform yet.
 * @param share how accounts' call budgets are shared with other processes; absent where there is nobody to share with
 * @param metrics counts calls and waiting, where somebody looks at them
 * @param warn takes what connectors tell operators; without it they are warnings of the process
 */
export function createRuntime(config: Config, share?: ShareBudget, metrics?: Metrics, warn?: Warn): Runtime {
  const budgets = measured(createBudgets(config.connections, share), metrics, measuredBudget);
  const connections = Object.entries(config.connections).map(
    ([name, settings]) => [name, connect(settings, budgets.get(name), warn)] as const,
  );
  const sources = connections.flatMap(([name, { source }]) => (source ? [[name, source] as const] : []));
  const targets = connections.flatMap(([name, { target }]) => (target ? [[name, target] as const] : []));
  return {
    tables: schemes,
    taskQueue: config.temporal.taskQueue,
    schemes: config.schemes,
    sources: Object.fromEntries(measured(sources, metrics, measuredSource)),
    targets: Object.fromEntries(measured(targets, metrics, measuredTarget)),
    mappings,
    pauseFailing: pauseFailingIn(config.schemes),
    alerts: alertDeps(config),
    keepAnswer: answerKeeper(path.join(path.dirname(path.resolve(config.path)), '.jinqiao', 'answers')),
    async close() {
      await Promise.all(connections.map(([, connection]) => connection.close()));
    },
  };
}

/** A connection whose connectors tell the account's budget when the platform asks for a slower pace. */
function connect(
  settings: ConnectionSettings,
  budget: AccountBudget | undefined,
  warn: Warn | undefined,
): PlatformConnection {
  const { source, target, close } = platformOf(settings).connect(settings, { budget, warn });
  return {
    ...(source && { source: watchedSource(source, budget) }),
    ...(target && { target: watchedTarget(target, budget) }),
    close,
  };
}

/** Each part by the name of its connection, counted where there are metrics. */
function measured<T>(
  parts: Iterable<readonly [string, T]>,
  metrics: Metrics | undefined,
  measure: (part: T, metrics: Metrics, connection: string) => T,
): ReadonlyMap<string, T> {
  return new Map([...parts].map(([name, part]) => [name, metrics ? measure(part, metrics, name) : part]));
}

/** The Temporal UI's address is known where somebody gave it: a guess would be a dead link in a chat group. */
function alertDeps({
  alerts: settings,
  schemes: configured,
  temporal: { taskQueue },
}: Config): AlertDeps | undefined {
  if (!settings) return undefined;
  const ui = settings.temporalUi ?? process.env.TEMPORAL_UI_URL;
  return {
    settings,
    pauseFailing: pauseFailingIn(configured),
    taskQueue,
    schedulesOf: (client) => new ScheduleStore(client, taskQueue, schemes).list(),
    pageOf: (namespace, workflowId, runId) =>
      ui ? pageAddress(ui, namespace, workflowId, runId) : undefined,
  };
}
