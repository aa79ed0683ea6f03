import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { sideBySide } from '../../activities/concurrent';
import { exitCodes } from '../shared/exit';
import { notify } from '../terminal/output';
import { messages } from '../../messages';
import { isServed } from './start';
import { EFFECT_TIMEOUT_MS } from '../../contract/policies';

/** Pause between two looks, ms. */
const LOOK_MS = 250;

/** Workflows that are looked after at most: what keeps one from hearing mostly keeps all. */
const MOST = 20;

/** Looks side by side. */
const LANES = 8;

/** Longest reason of a failing workflow task. */
const LONGEST = 300;

/** One that has not heard what was sent to it, and why. */
export interface Unheard {
  readonly workflowId: string;
  readonly why: string;
}

/** Waits until workflows have heard what was sent to them, tells of those that have not, and sets the exit code. */
export async function tellUnheard(
  client: Client,
  taskQueue: string,
  workflowIds: readonly string[],
): Promise<Unheard[]> {
  const unheard: Unheard[] = [];
  // Where nobody listens there is nothing to wait for.
  const patienceMs = (await isServed(client, client.options.namespace, taskQueue)) ? EFFECT_TIMEOUT_MS : 0;
  await sideBySide(workflowIds.slice(0, MOST), LANES, async (workflowId) => {
    const why = await whyUnheard(client, taskQueue, workflowId, patienceMs);
    if (why !== undefined) unheard.push({ workflowId, why });
  });
  for (const { why } of unheard) notify(why);
  if (unheard.length > 0) process.exitCode = exitCodes.failed;
  return unheard;
}

/**
 * Why a workflow has not heard what was sent to it, one line; undefined once it has, or has ended.
 * @param patienceMs how long it has, 0 where no worker listens
 */
export async function whyUnheard(
  client: Client,
  taskQueue: string,
  workflowId: string,
  patienceMs: number,
): Promise<string | undefined> {
  const texts = messages().runs.unheard;
  const end = performance.now() + patienceMs;
  for (;;) {
    const { status, raw, runId } = await client.workflow.getHandle(workflowId).describe();
    if (status.name === 'PAUSED') return texts.paused(workflowId);
    const task = raw.pendingWorkflowTask;
    // What was sent schedules a task of the workflow; it has heard once none is left.
    if (status.name !== 'RUNNING' || !task) return undefined;
    if (performance.now() < end) await delay(LOOK_MS);
    else if ((task.attempt ?? 1) > 1)
      return texts.failing(workflowId, await failureOf(client, workflowId, runId));
    else if (patienceMs === 0) return texts.unserved(workflowId, taskQueue);
    else return texts.waiting(workflowId, patienceMs / 1_000);
  }
}

/** Why the task of a workflow fails: only its first failure in a row is kept in history. */
async function failureOf(client: Client, workflowId: string, runId: string): Promise<string> {
  const { namespace } = client.options;
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace,
    execution: { workflowId, runId },
    maximumPageSize: 50,
  });
  const failures = (history?.events ?? []).map(
    ({ workflowTaskFailedEventAttributes: failed }) => failed?.failure?.message,
  );
  const [line = ''] = (failures.find(Boolean) ?? '').split('\n');
  return line.slice(0, LONGEST) || messages().runs.unheard.untold;
}
