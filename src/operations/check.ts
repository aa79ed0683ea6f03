import { type Client, isGrpcServiceError } from '@temporalio/client';
import type { Config, TemporalSettings } from '../config/config';
import type { ProbeStep } from '../connectors/connector';
import { type Bilingual, untranslated } from '../contract/bilingual';
import { error as nameSentences, suggested } from '../messages/configuration';
import { check as sentences } from '../messages/doctor';
import { connectionText, unreachableAdvice } from '../messages/errors';
import { connectClient } from '../temporal/connect';
import { createCommand, missingSearchAttributes, ourSearchAttributes } from '../temporal/searchAttributes';
import { type TemporalTarget, temporalTarget } from '../temporal/target';
import { schemes } from '../workflows/catalogue';
import { isServed } from './server';
import { withPlatforms } from './platforms';
import { OperationError } from './errors';

/** What is looked at, by a name that a script can go by. */
export type StepName = keyof typeof sentences.step;

/** One step of a check; connections and the Temporal server are shown alike. */
export interface CheckStep {
  readonly step: StepName;
  readonly ok: boolean;
  readonly detail: Bilingual;
  readonly advice?: Bilingual;
}

/** What was checked, and what came out, step by step up to the first that failed. */
export interface CheckedPart {
  readonly name: string;
  /** Platform of a connection, or `temporal`. */
  readonly platform: string;
  readonly ok: boolean;
  readonly steps: readonly CheckStep[];
}

/**
 * Checks the Temporal server and each connection, or one connection alone.
 * @throws OperationError for a connection that there is not
 */
export async function checkParts(
  config: Config,
  only: string | undefined,
  signal: AbortSignal,
  found: (part: CheckedPart) => void,
): Promise<CheckedPart[]> {
  const names = Object.keys(config.connections);
  if (only !== undefined && !Object.hasOwn(config.connections, only))
    throw new OperationError('usage', nameSentences.unknownConnection(only), suggested(only, names));
  const parts: CheckedPart[] = [];
  const add = (part: CheckedPart) => {
    parts.push(part);
    found(part);
  };
  if (only === undefined) add(await checkPart('temporal', 'temporal', checkTemporal(config)));
  // That the server cannot be reached is a part of its own already.
  await withPlatforms(
    config,
    () => undefined,
    async ({ sources, targets }) => {
      for (const [name, connector] of Object.entries({ ...sources, ...targets })) {
        if (only !== undefined && name !== only) continue;
        const steps = connector.probe({ signal }, formsWritten(config, name));
        add(await checkPart(name, connector.platform, steps));
      }
    },
  );
  return parts;
}

/** Forms that the configured schemes write to a connection. */
function formsWritten({ schemes: settings }: Config, connection: string): string[] {
  return Object.entries(settings).flatMap(([name, { target }]) => {
    const form = target === connection ? schemes[name]?.target.form : undefined;
    return form === undefined ? [] : [form];
  });
}

/** Collects the steps of one part; a step that throws is a failed one. */
export async function checkPart(
  name: string,
  platform: string,
  steps: AsyncIterable<CheckStep | ProbeStep>,
): Promise<CheckedPart> {
  const seen: CheckStep[] = [];
  try {
    for await (const step of steps) seen.push(step);
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    seen.push({ step: 'unexpected', ok: false, detail: untranslated(line) });
  }
  return { name, platform, ok: seen.every((step) => step.ok), steps: seen };
}

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
    yield { step: 'reachable', ok: true, detail: untranslated(target.address) };
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
  const advice = unreachableAdvice(error, sentences.unreachable);
  return { step: 'reachable', ok: false, detail: connectionText(error), advice };
}

async function checkNamespace(client: Client, { namespace }: TemporalTarget): Promise<CheckStep> {
  const step = 'namespace';
  try {
    await client.workflowService.describeNamespace({ namespace });
    return { step, ok: true, detail: untranslated(namespace) };
  } catch (error) {
    if (!isGrpcServiceError(error)) throw error;
    const command = `temporal operator namespace create --namespace ${namespace}`;
    const advice = sentences.createNamespace(command);
    return { step, ok: false, detail: untranslated(error.details || error.message), advice };
  }
}

async function checkSearchAttributes(client: Client, { namespace }: TemporalTarget): Promise<CheckStep> {
  const step = 'search attributes';
  const missing = await missingSearchAttributes(client.connection, namespace, ourSearchAttributes);
  if (!missing.length)
    return { step, ok: true, detail: untranslated(Object.keys(ourSearchAttributes).join(', ')) };
  const advice = sentences.createAttributes(createCommand(namespace, missing, ourSearchAttributes));
  return { step, ok: false, detail: sentences.missingAttributes(missing.join(', ')), advice };
}

async function checkWorker(client: Client, _: TemporalTarget, taskQueue: string): Promise<CheckStep> {
  const step = 'worker';
  if (await isServed(client, taskQueue)) return { step, ok: true, detail: sentences.listens(taskQueue) };
  return { step, ok: false, detail: sentences.nobody(taskQueue), advice: sentences.startWorker };
}
