import path from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import type { History } from '@temporalio/common/lib/proto-utils';
import { Worker } from '@temporalio/worker';
import { root } from '../../src/root';
import { median } from '../statistics';
import type { World } from '../../test/support/world';

/** What the history of a run weighs: of all its executions, and of the largest of them. */
export interface HistoryFigures {
  readonly historyEvents: number;
  readonly historyBytes: number;
  readonly largestRunEvents: number;
  readonly largestRunBytes: number;
  readonly largestPayloadBytes: number;
  /** Milliseconds to replay the largest execution. */
  readonly replayMs: number;
}

interface Execution {
  readonly runId: string;
  readonly events: number;
  readonly bytes: number;
}

/** Weighs a run that has ended, all executions from the first to the last. */
export async function weigh(world: World, workflowId: string): Promise<HistoryFigures> {
  const executions = await executionsOf(world, workflowId);
  const sum = (of: (execution: Execution) => number) => executions.reduce((all, one) => all + of(one), 0);
  const largest = executions.reduce((one, other) => (other.bytes > one.bytes ? other : one));
  const history = await world.client.workflow.getHandle(workflowId, largest.runId).fetchHistory();
  return {
    historyEvents: sum(({ events }) => events),
    historyBytes: sum(({ bytes }) => bytes),
    largestRunEvents: Math.max(...executions.map(({ events }) => events)),
    largestRunBytes: largest.bytes,
    largestPayloadBytes: largestPayload(history),
    replayMs: await timeReplay(history, workflowId),
  };
}

async function executionsOf(world: World, workflowId: string): Promise<Execution[]> {
  const executions: Execution[] = [];
  for await (const { runId } of world.client.workflow.list({ query: `WorkflowId = "${workflowId}"` })) {
    const handle: WorkflowHandle = world.client.workflow.getHandle(workflowId, runId);
    const { historyLength, historySize } = await handle.describe();
    executions.push({ runId, events: historyLength, bytes: historySize ?? 0 });
  }
  return executions;
}

/** Data of any payload in any event: inputs, results, details. */
function largestPayload(history: unknown): number {
  if (history instanceof Uint8Array) return history.length;
  if (typeof history !== 'object' || history === null) return 0;
  return Math.max(0, ...Object.values(history).map(largestPayload));
}

/** Replays in one worker; the first one loads the code and does not count. */
const REPLAYS = 6;

/** Median of several replays, in milliseconds. */
async function timeReplay(history: History, workflowId: string): Promise<number> {
  const bundle = { workflowBundle: { codePath: path.join(root, 'dist', 'workflow-bundle.js') } };
  const again = Array.from({ length: REPLAYS }, () => ({ workflowId, history }));
  const times: number[] = [];
  let start = performance.now();
  for await (const { error } of Worker.runReplayHistories(bundle, again)) {
    if (error) throw error;
    times.push(performance.now() - start);
    start = performance.now();
  }
  return Math.round(median(times.slice(1)));
}
