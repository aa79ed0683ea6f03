import type { Client } from '@temporalio/client';
import { onQueue } from '../contract/searchAttributes';
import type { Metrics } from './metrics';
import { keptFresh } from './kept';
import { ANSWER_TIMEOUT_MS } from '../contract/policies';

/** Completed runs among which the newest watermark is looked for; the server lists the newest first. */
const MOST_RUNS = 20;

/** What the gauges of the whole installation are asked of. */
export interface StandingOptions {
  readonly client: Client;
  /** Queue of the workflows: runs on another one are another installation's. */
  readonly taskQueue: string;
  readonly schemes: readonly string[];
  readonly metrics: Metrics;
}

/**
 * Keeps lag and open repairs, which Temporal knows and a worker that has just started does not.
 * @returns brings the gauges up to date; never rejects: where the server does not answer, the lag goes on growing
 */
export function createStanding(options: StandingOptions): () => Promise<void> {
  const syncedThrough = new Map<string, number>();
  const refresh = keptFresh(ANSWER_TIMEOUT_MS, () =>
    askAll(options, syncedThrough).catch(() => options.metrics.standingFailures.inc()),
  );
  return async () => {
    await refresh();
    for (const [scheme, through] of syncedThrough)
      options.metrics.lag.set({ scheme }, Math.max(0, Date.now() - through) / 1_000);
  };
}

async function askAll(options: StandingOptions, syncedThrough: Map<string, number>): Promise<void> {
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
  { client, taskQueue }: StandingOptions,
  scheme: string,
): Promise<number | undefined> {
  const query = `WorkflowType="${scheme}" AND ${onQueue(taskQueue)} AND ExecutionStatus="Completed" AND SyncedThrough IS NOT NULL`;
  const moments: number[] = [];
  for await (const { searchAttributes } of client.workflow.list({ query, pageSize: MOST_RUNS })) {
    const [through] = (searchAttributes.SyncedThrough ?? []) as Date[];
    if (through) moments.push(through.getTime());
    if (moments.length >= MOST_RUNS) break;
  }
  return moments.length ? Math.max(...moments) : undefined;
}

async function countRepairs({ client, taskQueue }: StandingOptions, scheme: string): Promise<number> {
  const query = `WorkflowType="repairRecord" AND SchemeId="${scheme}" AND ${onQueue(taskQueue)} AND ExecutionStatus="Running"`;
  return (await client.workflow.count(query)).count;
}
