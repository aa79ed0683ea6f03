import type { Client } from '@temporalio/client';
import type { NativeConnection, Worker } from '@temporalio/worker';
import type { Config } from '../config/config';
import { alertsState, stuckWorkflows } from '../temporal/workflows';
import { keptFresh } from './kept';
import { doneWithin } from './within';
import { PROBE_TIMEOUT_MS } from '../contract/policies';

/** Workflows that one look goes through one by one, and ids that it names. */
const [MOST_LOOKED_AT, MOST_NAMED] = [50, 3];

/** What a worker process is ready by. */
export interface ReadinessParts {
  readonly workers: readonly Pick<Worker, 'getState'>[];
  readonly connection: Pick<NativeConnection, 'withDeadline' | 'workflowService'>;
}

/** Why the process takes no work, or undefined when it does: all pollers run, none is stopping, and Temporal answers. */
export async function unreadiness({ workers, connection }: ReadinessParts): Promise<string | undefined> {
  const states = workers.map((worker) => worker.getState());
  const other = states.find((state) => state !== 'RUNNING');
  if (other !== undefined) return other === 'INITIALIZED' ? 'starting' : `stopping (${other.toLowerCase()})`;
  const asking = connection.withDeadline(Date.now() + PROBE_TIMEOUT_MS, () =>
    connection.workflowService.getSystemInfo({}),
  );
  return (await doneWithin(PROBE_TIMEOUT_MS, asking)) ? undefined : 'the Temporal server does not answer';
}

/**
 * Tells of workflows that stand still although their worker is there: their tasks fail, or the one of the alerts does not
 * answer. It keeps what it saw for half a minute.
 */
export function createStillness(
  client: Client,
  { temporal, alerts }: Pick<Config, 'temporal' | 'alerts'>,
): () => Promise<string | undefined> {
  let seen: string | undefined;
  const refresh = keptFresh(PROBE_TIMEOUT_MS, async () => {
    try {
      seen = await stillness(client, temporal.taskQueue, alerts !== undefined);
    } catch (error) {
      seen = `the workflows cannot be looked at: ${String(error)}`;
    }
  });
  return async () => {
    await refresh();
    return seen;
  };
}

async function stillness(client: Client, taskQueue: string, hasAlerts: boolean): Promise<string | undefined> {
  const stuck = await stuckWorkflows(client, taskQueue, MOST_LOOKED_AT);
  if (stuck.length > 0) {
    const more = stuck.length > MOST_NAMED ? ` and ${stuck.length - MOST_NAMED} more` : '';
    return `workflow tasks fail again and again: ${stuck.slice(0, MOST_NAMED).join(', ')}${more}`;
  }
  const state = hasAlerts ? await alertsState(client, taskQueue) : 'answers';
  if (state === 'answers') return undefined;
  return state === 'missing' ? 'the alerts workflow does not run' : 'the alerts workflow does not answer';
}
