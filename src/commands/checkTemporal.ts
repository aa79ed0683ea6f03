import type { Client } from '@temporalio/client';
import type { Config } from '../config/config';
import { readComposeFile } from '../stack/composeFile';
import { connectClient, type TemporalTarget, temporalTarget } from '../temporal/connect';
import { createCommand, missingSearchAttributes } from '../temporal/searchAttributes';
import type { CheckStep } from './checkPart';
import { isServed } from './startRun';

/** Checks the Temporal server up to the first fault: reachable, namespace, search attributes, a worker on the task queue. */
export async function* checkTemporal({ temporal }: Config): AsyncGenerator<CheckStep> {
  const target = temporalTarget(temporal);
  const client = await connectClient(target).catch((error: Error) => error);
  if (client instanceof Error) {
    yield unreachable(client);
    return;
  }
  try {
    yield { step: 'reachable', ok: true, detail: target.address };
    for (const check of [checkNamespace, checkSearchAttributes, checkWorker]) {
      const step = await check(client, target, temporal.taskQueue);
      yield step;
      if (!step.ok) return;
    }
  } finally {
    await client.connection.close();
  }
}

function unreachable({ message }: Error): CheckStep {
  const advice = 'start it with `jinqiao dev`, or correct TEMPORAL_ADDRESS or temporal.address';
  return { step: 'reachable', ok: false, detail: message, advice };
}

async function checkNamespace(client: Client, { namespace }: TemporalTarget): Promise<CheckStep> {
  const step = 'namespace';
  try {
    await client.workflowService.describeNamespace({ namespace });
    return { step, ok: true, detail: namespace };
  } catch (error) {
    const { details, message } = error as Error & { details?: string };
    const advice = `create it: temporal operator namespace create --namespace ${namespace}`;
    return { step, ok: false, detail: details ?? message, advice };
  }
}

async function checkSearchAttributes(client: Client, { namespace }: TemporalTarget): Promise<CheckStep> {
  const step = 'search attributes';
  const { searchAttributes } = readComposeFile();
  const missing = await missingSearchAttributes(client.connection, namespace, searchAttributes);
  if (!missing.length) return { step, ok: true, detail: Object.keys(searchAttributes).join(', ') };
  const advice = `create them: ${createCommand(namespace, missing, searchAttributes)}`;
  return { step, ok: false, detail: `missing or of another type: ${missing.join(', ')}`, advice };
}

async function checkWorker(
  client: Client,
  { namespace }: TemporalTarget,
  taskQueue: string,
): Promise<CheckStep> {
  const step = 'worker';
  if (await isServed(client, namespace, taskQueue))
    return { step, ok: true, detail: `listens on ${taskQueue}` };
  return {
    step,
    ok: false,
    detail: `none listens on ${taskQueue}`,
    advice: 'start one with `jinqiao worker`',
  };
}
