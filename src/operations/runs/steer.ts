import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { forEachConcurrent } from '../../activities/concurrent';
import { type Bilingual, untranslated } from '../../contract/bilingual';
import { EFFECT_TIMEOUT_MS } from '../../contract/policies';
import { runs as sentences } from '../../messages/runs';
import { ifFound } from '../../temporal/workflows';
import { isServed, type Server } from '../server';
import { OperationError } from '../errors';
import { isScheme } from '../schemes';
import { openRuns, runById } from './list';

/** What a run under way can be asked for; the name of the verb, and of the signal where it is one. */
export type Steering = 'pause' | 'resume' | 'cancel';

/** A workflow that has not heard what was sent to it, and why. */
export interface Unheard {
  readonly workflowId: string;
  readonly why: Bilingual;
}

/** Pause between two looks, ms. */
const LOOK_MS = 250;

/** Workflows that are looked after at most: what keeps one from hearing mostly keeps all. */
const MOST = 20;

/** Longest reason of a failing workflow task. */
const LONGEST = 300;

/**
 * Asks runs under way for something: by workflow id or scheme, or all of them.
 * @returns ids of those that were asked; runs that have ended meanwhile are left out
 * @throws OperationError for a name without a run under way; then none was asked
 */
export async function steerRuns(
  { client, taskQueue }: Server,
  steering: Steering,
  chosen: 'all' | readonly string[],
): Promise<string[]> {
  const ids = chosen === 'all' ? await idsOf(client, taskQueue) : await idsNamed(client, taskQueue, chosen);
  const asked: string[] = [];
  for (const workflowId of ids) {
    const handle = client.workflow.getHandle(workflowId);
    const asking: Promise<unknown> = steering === 'cancel' ? handle.cancel() : handle.signal(steering);
    if (await ifFound(asking.then(() => true))) asked.push(workflowId);
  }
  return asked;
}

/** All are looked up before the first is asked, so that a wrong name changes nothing. */
async function idsNamed(client: Client, taskQueue: string, names: readonly string[]): Promise<string[]> {
  const ids = new Set<string>();
  for (const name of names) {
    const found = isScheme(name)
      ? await idsOf(client, taskQueue, name)
      : await openId(client, taskQueue, name);
    if (found.length === 0)
      throw new OperationError('usage', sentences.noneRunning(name), sentences.nothingSent);
    for (const id of found) ids.add(id);
  }
  return [...ids];
}

async function idsOf(client: Client, taskQueue: string, scheme?: string): Promise<string[]> {
  return (await openRuns(client, taskQueue, scheme)).map(({ workflowId }) => workflowId);
}

async function openId(client: Client, taskQueue: string, workflowId: string): Promise<string[]> {
  const { state } = await runById(client, taskQueue, workflowId);
  return state === 'running' || state === 'paused' ? [workflowId] : [];
}

/** Waits until workflows have heard what was sent to them; those that have not, and why. */
export async function unheardBy(
  { client, taskQueue }: Server,
  workflowIds: readonly string[],
): Promise<Unheard[]> {
  const unheard: Unheard[] = [];
  // Where nobody listens there is nothing to wait for.
  const patienceMs = (await isServed(client, taskQueue)) ? EFFECT_TIMEOUT_MS : 0;
  await forEachConcurrent(workflowIds.slice(0, MOST), async (workflowId) => {
    const why = await whyUnheard(client, taskQueue, workflowId, patienceMs);
    if (why !== undefined) unheard.push({ workflowId, why });
  });
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
): Promise<Bilingual | undefined> {
  const { unheard } = sentences;
  const end = performance.now() + patienceMs;
  for (;;) {
    const { status, raw, runId } = await client.workflow.getHandle(workflowId).describe();
    if (status.name === 'PAUSED') return unheard.paused(workflowId);
    const task = raw.pendingWorkflowTask;
    // What was sent schedules a task of the workflow; it has heard once none is left.
    if (status.name !== 'RUNNING' || !task) return undefined;
    if (performance.now() < end) await delay(LOOK_MS);
    else if ((task.attempt ?? 1) > 1)
      return unheard.failing(workflowId, await failureOf(client, workflowId, runId));
    else if (patienceMs === 0) return unheard.unserved(workflowId, taskQueue);
    else return unheard.waiting(workflowId, patienceMs / 1_000);
  }
}

/** Why the task of a workflow fails: only its first failure in a row is kept in history. */
async function failureOf(client: Client, workflowId: string, runId: string): Promise<Bilingual> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: 50,
  });
  const failures = (history?.events ?? []).map(
    ({ workflowTaskFailedEventAttributes: failed }) => failed?.failure?.message,
  );
  const [line = ''] = (failures.find(Boolean) ?? '').split('\n');
  return line === '' ? sentences.unheard.untold : untranslated(line.slice(0, LONGEST));
}
