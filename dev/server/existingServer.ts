import type { Environment } from '../../src/config/config';
import type { StackSettings } from '../stack/composeFile';
import { connectClient } from '../../src/temporal/connect';
import { temporalTarget, uiAddress } from '../../src/temporal/target';
import type { DevServer } from './devServer';
import { addMissingSearchAttributes } from '../../src/temporal/searchAttributes';

/**
 * Uses the server that `TEMPORAL_ADDRESS` names, and adds the search attributes it lacks. It is not stopped afterwards.
 *
 * @throws TemporalUnreachable
 */
export async function useExistingServer(settings: StackSettings, env: Environment): Promise<DevServer> {
  const target = temporalTarget({ address: '', ...settings }, env);
  const client = await connectClient(target);
  try {
    await addMissingSearchAttributes(client.connection, target.namespace, settings.searchAttributes);
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
