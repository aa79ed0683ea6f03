import type { NativeConnection, Worker } from '@temporalio/worker';
import { doneWithin } from './within';

/** Milliseconds that the server has to answer. */
const PATIENCE_MS = 2_000;

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
  const asking = connection.withDeadline(Date.now() + PATIENCE_MS, () =>
    connection.workflowService.getSystemInfo({}),
  );
  return (await doneWithin(PATIENCE_MS, asking)) ? undefined : 'the Temporal server does not answer';
}
