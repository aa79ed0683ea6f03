import type { Client } from '@temporalio/client';
import type { Environment } from '../config/config';
import type { StackSettings } from '../stack/composeFile';
import { connectClient, temporalTarget } from './connect';
import type { DevServer } from './devServer';
import { uiAddress } from './ui';

/** Numbers of the types in Temporal's API: temporal/api/enums/v1/common.proto, IndexedValueType. */
const typeNumbers: Readonly<Record<string, number>> = {
  Text: 1,
  Keyword: 2,
  Int: 3,
  Double: 4,
  Bool: 5,
  Datetime: 6,
  KeywordList: 7,
};

/**
 * Uses the server that `TEMPORAL_ADDRESS` names, and adds the search attributes it lacks. It is not stopped afterwards.
 *
 * @throws TemporalUnreachable
 */
export async function useExistingServer(settings: StackSettings, env: Environment): Promise<DevServer> {
  const target = temporalTarget({ address: '', ...settings }, env);
  const client = await connectClient(target);
  try {
    await addMissing(client, target.namespace, settings.searchAttributes);
  } finally {
    await client.connection.close();
  }
  return {
    address: target.address,
    ui: uiAddress(target.address, env),
    namespace: target.namespace,
    shared: true,
    failure: new Promise(() => undefined),
    stop: () => Promise.resolve(),
  };
}

/** Names of the wanted search attributes that a namespace lacks or has with another type. */
export async function missingSearchAttributes(
  client: Client,
  namespace: string,
  wanted: StackSettings['searchAttributes'],
): Promise<string[]> {
  const { customAttributes } = await client.connection.operatorService.listSearchAttributes({ namespace });
  return Object.entries(wanted).flatMap(([name, type]) =>
    customAttributes?.[name] === typeNumbers[type] ? [] : [name],
  );
}

async function addMissing(
  client: Client,
  namespace: string,
  wanted: StackSettings['searchAttributes'],
): Promise<void> {
  const missing = await missingSearchAttributes(client, namespace, wanted);
  if (!missing.length) return;
  const searchAttributes = Object.fromEntries(
    missing.map((name) => [name, typeNumbers[wanted[name] ?? ''] ?? 0]),
  );
  await client.connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
}
