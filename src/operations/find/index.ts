import type { Client } from '@temporalio/client';
import type { Call } from '../../connectors/connector';
import type { Config } from '../../config/config';
import type { Bilingual } from '../../contract/bilingual';
import { MOST } from '../../contract/bounds';
import { failure } from '../../messages/errors';
import { connectClient, TemporalUnreachable } from '../../temporal/connect';
import { temporalTarget } from '../../temporal/target';
import type { Runtime } from '../../runtime';
import { withPlatforms } from '../platforms';
import { OperationError } from '../errors';
import { configuredScheme, knownScheme } from '../schemes';
import { askPlatforms, type Search } from './platforms';
import { type InTemporal, type RecordStatus, stateOf } from './status';
import { askTemporal } from './temporal';

/** A record in every scheme that was asked. */
export interface FoundRecord {
  readonly statuses: readonly RecordStatus[];
  /** Why Temporal could not be asked. */
  readonly unreached?: TemporalUnreachable;
}

/**
 * Where a record stands, in every part that can be asked. Without a Temporal server the platforms are asked all the same.
 * @param scheme the only one to search; all that are configured where it is absent
 * @throws OperationError for a key that is too long, and for a scheme that is unknown or not configured
 */
export async function findRecord(
  config: Config,
  key: string,
  { scheme, search: window }: { readonly scheme?: string | undefined; readonly search: Search },
  call: Call,
  warn: (text: Bilingual) => void,
): Promise<FoundRecord> {
  const names = scheme === undefined ? Object.keys(config.schemes) : [scheme];
  const tables = names.map((name) => configuredScheme(name, config).table);
  const client = await reached(config);
  try {
    const search = async (runtime: Runtime) => {
      const found: RecordStatus[] = [];
      for (const table of tables) {
        const { source, target } = await askPlatforms(runtime, table, key, window, call);
        const temporal = await inTemporal(client, config.temporal.taskQueue, table.name, key);
        found.push({
          scheme: table.name,
          state: stateOf(source, target, temporal),
          source,
          target,
          temporal,
        });
      }
      return found;
    };
    const statuses = await withPlatforms(config, warn, search, client);
    return client instanceof TemporalUnreachable ? { statuses, unreached: client } : { statuses };
  } finally {
    if (!(client instanceof TemporalUnreachable)) await client.connection.close();
  }
}

/** Refuses a key that no record has, and a scheme that there is not. @throws OperationError */
export function checkSearch(key: string, scheme: string | undefined): void {
  if (scheme !== undefined) knownScheme(scheme);
  if (key.length > MOST.key) throw new OperationError('usage', failure.longKey(MOST.key));
}

async function reached({ temporal }: Config): Promise<Client | TemporalUnreachable> {
  try {
    return await connectClient(temporalTarget(temporal));
  } catch (error) {
    if (error instanceof TemporalUnreachable) return error;
    throw error;
  }
}

async function inTemporal(
  client: Client | TemporalUnreachable,
  taskQueue: string,
  scheme: string,
  key: string,
): Promise<InTemporal> {
  if (client instanceof TemporalUnreachable) return { runs: [], repair: 'unknown' };
  return askTemporal(client, taskQueue, scheme, key);
}
