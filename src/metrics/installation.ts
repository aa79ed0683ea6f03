import type { Client } from '@temporalio/client';
import type { NativeConnection, Worker } from '@temporalio/worker';
import type { Config } from '../config/config';
import { alertsState, stuckWorkflows } from '../temporal/workflows';
import { PROBE_TIMEOUT_MS, ANSWER_TIMEOUT_MS, METRICS_FRESH_MS } from '../contract/policies';
import { onQueue, openRepairsQuery, searchAttributes } from '../contract/searchAttributes';
import type { Metrics } from './metrics';
import type { ReportTrouble } from './server';
import { setTimeout as sleep } from 'node:timers/promises';

/** Workflows that one look goes through one by one, and ids that it names. */
const [MOST_LOOKED_AT, MOST_NAMED] = [50, 3];

/** What a worker process is ready by. */
export interface ReadinessParts {
  readonly workers: readonly Pick<Worker, 'getState'>[];
  readonly connection: Pick<NativeConnection, 'withDeadline' | 'workflowService'>;
}

/** Why the process takes no work, or undefined when it does: all pollers run, none is stopping, and Temporal answers. */
export async function unreadiness({ workers, connection }: ReadinessParts): Promise<string | undefined> {
  const states = workers.map((worker) => worker.getState());
  const other = states.find((state) => state !== 'RUNNING');
  if (other !== undefined) return other === 'INITIALIZED' ? 'starting' : `stopping (${other.toLowerCase()})`;
  const asking = connection.withDeadline(Date.now() + PROBE_TIMEOUT_MS, () =>
    connection.workflowService.getSystemInfo({}),
  );
  return (await doneWithin(PROBE_TIMEOUT_MS, asking)) ? undefined : 'the Temporal server does not answer';
}

/**
 * Tells of workflows that stand still although their worker is there: their tasks fail, or the one of the alerts does not
 * answer. It keeps what it saw for half a minute.
 */
export function createStillness(
  client: Client,
  { temporal, alerts }: Pick<Config, 'temporal' | 'alerts'>,
): () => Promise<string | undefined> {
  let seen: string | undefined;
  const refresh = keptFresh(PROBE_TIMEOUT_MS, async () => {
    try {
      seen = await stillness(client, temporal.taskQueue, alerts !== undefined);
    } catch (error) {
      seen = `the workflows cannot be looked at: ${String(error)}`;
    }
  });
  return async () => {
    await refresh();
    return seen;
  };
}

async function stillness(client: Client, taskQueue: string, hasAlerts: boolean): Promise<string | undefined> {
  const stuck = await stuckWorkflows(client, taskQueue, MOST_LOOKED_AT);
  if (stuck.length > 0) {
    const more = stuck.length > MOST_NAMED ? ` and ${stuck.length - MOST_NAMED} more` : '';
    return `workflow tasks fail again and again: ${stuck.slice(0, MOST_NAMED).join(', ')}${more}`;
  }
  const state = hasAlerts ? await alertsState(client, taskQueue) : 'answers';
  if (state === 'answers') return undefined;
  return state === 'missing' ? 'the alerts workflow does not run' : 'the alerts workflow does not answer';
}

/** Completed runs among which the newest watermark is looked for; the server lists the newest first. */
const MOST_RUNS = 20;

/** What the gauges of the whole installation are asked of. */
export interface GaugeOptions {
  readonly client: Client;
  /** Queue of the workflows: runs on another one are another installation's. */
  readonly taskQueue: string;
  readonly schemes: readonly string[];
  readonly metrics: Metrics;
  readonly report: ReportTrouble;
}

/**
 * Keeps lag and open repairs, which Temporal knows and a worker that has just started does not.
 * @returns brings the gauges up to date; never rejects: where the server does not answer, the lag goes on growing
 */
export function createInstallationGauges(options: GaugeOptions): () => Promise<void> {
  const syncedThrough = new Map<string, number>();
  const refresh = keptFresh(ANSWER_TIMEOUT_MS, () =>
    askAll(options, syncedThrough).catch((error: unknown) => {
      options.metrics.gaugeFailures.inc();
      options.report('lag and open repairs could not be asked for', error);
    }),
  );
  return async () => {
    await refresh();
    for (const [scheme, through] of syncedThrough)
      options.metrics.lag.set({ scheme }, Math.max(0, Date.now() - through) / 1_000);
  };
}

async function askAll(options: GaugeOptions, syncedThrough: Map<string, number>): Promise<void> {
  const { client, schemes, metrics } = options;
  await client.withDeadline(Date.now() + ANSWER_TIMEOUT_MS, async () => {
    for (const scheme of schemes) {
      const through = await newestWatermark(options, scheme);
      if (through !== undefined) syncedThrough.set(scheme, through);
      metrics.openRepairs.set({ scheme }, await countRepairs(options, scheme));
    }
  });
}

async function newestWatermark(
  { client, taskQueue }: GaugeOptions,
  scheme: string,
): Promise<number | undefined> {
  const query = `WorkflowType="${scheme}" AND ${onQueue(taskQueue)} AND ExecutionStatus="Completed" AND SyncedThrough IS NOT NULL`;
  const moments: number[] = [];
  for await (const { typedSearchAttributes } of client.workflow.list({ query, pageSize: MOST_RUNS })) {
    const through = typedSearchAttributes.get(searchAttributes.syncedThrough);
    if (through) moments.push(through.getTime());
    if (moments.length >= MOST_RUNS) break;
  }
  return moments.length ? Math.max(...moments) : undefined;
}

async function countRepairs({ client, taskQueue }: GaugeOptions, scheme: string): Promise<number> {
  const query = openRepairsQuery(taskQueue, scheme);
  return (await client.workflow.count(query)).count;
}

/**
 * Asks again only when what was asked before is too old, once for all who want to know meanwhile.
 * @param patienceMs milliseconds that a caller waits; the asking goes on without it
 * @param ask never rejects
 */
function keptFresh(patienceMs: number, ask: () => Promise<void>): () => Promise<void> {
  let askedAt = -Infinity;
  let asking: Promise<void> | undefined;
  const askNow = async () => {
    await ask();
    askedAt = performance.now();
    asking = undefined;
  };
  return async () => {
    if (performance.now() - askedAt > METRICS_FRESH_MS) asking ??= askNow();
    if (asking) await doneWithin(patienceMs, asking);
  };
}

/** Whether something is done within so many milliseconds; the native client goes on trying for longer than a probe waits. */
async function doneWithin(patienceMs: number, doing: Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  const done = doing.then(
    () => true,
    () => false,
  );
  const given = sleep(patienceMs, false, { signal: late.signal }).catch(() => false);
  try {
    return await Promise.race([done, given]);
  } finally {
    late.abort();
  }
}
