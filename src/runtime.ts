import path from 'node:path';
import type { ActivityDeps, AlertDeps } from './activities/deps';
import { answerKeeper } from './answers';
import { type AccountBudget, createBudgets, type ShareBudget } from './budget/budgets';
import { watchedSource, watchedTarget } from './budget/watched';
import type { Config, ConnectionSettings } from './config/config';
import type { SourceConnector, TargetConnector, Warn } from './connectors/connector';
import { createGreatonceConnector } from './connectors/greatonce';
import { createGuanyiConnector } from './connectors/guanyi';
import { createJushuitanConnector } from './connectors/jushuitan';
import { createKingdeeConnector } from './connectors/kingdee';
import { createQimenConnector } from './connectors/qimen';
import { mappings } from './mappings';
import { measuredBudget, measuredSource, measuredTarget } from './metrics/measured';
import type { Metrics } from './metrics/metrics';
import { pauseFailingIn } from './temporal/schedules/pauseFailing';
import { ScheduleStore } from './temporal/schedules/store';
import { pageAddress } from './temporal/ui';
import { schemes } from './workflows/catalogue';

/** Connectors, mappings and settings of a configuration, put together: what activities and read-only commands work on. */
export interface Runtime extends ActivityDeps {
  /** Closes all connections to platforms. */
  close(): Promise<void>;
}

type Closable = { close(): Promise<void> };

/**
 * Creates the connectors of a configuration; none of them calls its platform yet.
 * @param share how accounts' call budgets are shared with other processes; absent where there is nobody to share with
 * @param metrics counts calls and waiting, where somebody looks at them
 * @param warn takes what connectors tell operators; without it they are warnings of the process
 */
export function createRuntime(config: Config, share?: ShareBudget, metrics?: Metrics, warn?: Warn): Runtime {
  const sources: Record<string, SourceConnector & Closable> = {};
  const targets: Record<string, TargetConnector & Closable> = {};
  const budgets = measured(createBudgets(config.connections, share), metrics, measuredBudget);
  for (const [name, settings] of Object.entries(config.connections))
    addConnector(sources, targets, name, settings, { budget: budgets.get(name), warn });
  return {
    tables: schemes,
    taskQueue: config.temporal.taskQueue,
    schemes: config.schemes,
    sources: Object.fromEntries(measured(Object.entries(sources), metrics, measuredSource)),
    targets: Object.fromEntries(measured(Object.entries(targets), metrics, measuredTarget)),
    mappings,
    pauseFailing: pauseFailingIn(config.schemes),
    alerts: alertDeps(config),
    keepAnswer: answerKeeper(path.join(path.dirname(path.resolve(config.path)), '.jinqiao', 'answers')),
    async close() {
      const connectors = new Set<Closable>([...Object.values(sources), ...Object.values(targets)]);
      await Promise.all([...connectors].map((connector) => connector.close()));
    },
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

function addConnector(
  sources: Record<string, SourceConnector & Closable>,
  targets: Record<string, TargetConnector & Closable>,
  name: string,
  settings: ConnectionSettings,
  { budget, warn }: { readonly budget: AccountBudget | undefined; readonly warn: Warn | undefined },
): void {
  switch (settings.platform) {
    case 'greatonce':
      targets[name] = watchedTarget(createGreatonceConnector(settings, budget?.write), budget);
      break;
    case 'guanyi':
      sources[name] = watchedSource(createGuanyiConnector(settings, budget?.read), budget);
      break;
    case 'jushuitan':
      sources[name] = watchedSource(createJushuitanConnector(settings, budget?.read, warn), budget);
      break;
    case 'qimen':
      sources[name] = watchedSource(createQimenConnector(settings, budget?.read), budget);
      break;
    case 'kingdee':
      // One connector in both roles, so that both share its session.
      sources[name] = targets[name] = createKingdeeConnector(settings);
      break;
  }
}
