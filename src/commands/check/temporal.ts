import type { Client } from '@temporalio/client';
import type { TemporalSettings } from '../../config/config';
import { connectClient } from '../../temporal/connect';
import { type TemporalTarget, temporalTarget } from '../../temporal/target';
import { createCommand, missingSearchAttributes, ourSearchAttributes } from '../../temporal/searchAttributes';
import type { CheckStep } from './part';
import { connectionText, unreachableAdvice } from '../../messages/errors';
import { isServed } from '../runs/start';
import { messages } from '../../messages';

/** Checks the Temporal server up to the first fault: reachable, namespace, search attributes, a worker on the task queue. */
export async function* checkTemporal({
  temporal,
}: {
  readonly temporal: TemporalSettings;
}): AsyncGenerator<CheckStep> {
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

function unreachable(error: Error): CheckStep {
  const detail = connectionText(error);
  const advice = unreachableAdvice(error, messages().check.unreachable);
  return { step: 'reachable', ok: false, detail, advice };
}

async function checkNamespace(client: Client, { namespace }: TemporalTarget): Promise<CheckStep> {
  const step = 'namespace';
  try {
    await client.workflowService.describeNamespace({ namespace });
    return { step, ok: true, detail: namespace };
  } catch (error) {
    const { details, message } = error as Error & { details?: string };
    const command = `temporal operator namespace create --namespace ${namespace}`;
    const advice = messages().check.createNamespace(command);
    return { step, ok: false, detail: details ?? message, advice };
  }
}

async function checkSearchAttributes(client: Client, { namespace }: TemporalTarget): Promise<CheckStep> {
  const step = 'search attributes';
  const missing = await missingSearchAttributes(client.connection, namespace, ourSearchAttributes);
  if (!missing.length) return { step, ok: true, detail: Object.keys(ourSearchAttributes).join(', ') };
  const { missingAttributes, createAttributes } = messages().check;
  const advice = createAttributes(createCommand(namespace, missing, ourSearchAttributes));
  return { step, ok: false, detail: missingAttributes(missing.join(', ')), advice };
}

async function checkWorker(
  client: Client,
  { namespace }: TemporalTarget,
  taskQueue: string,
): Promise<CheckStep> {
  const step = 'worker';
  if (await isServed(client, namespace, taskQueue))
    return { step, ok: true, detail: messages().check.listens(taskQueue) };
  const { nobody, startWorker } = messages().check;
  return { step, ok: false, detail: nobody(taskQueue), advice: startWorker };
}
