import type { Client } from '@temporalio/client';
import type { TemporalSettings } from '../config/config';
import { connectClient } from '../temporal/connect';
import { type TemporalTarget, temporalTarget } from '../temporal/target';

/** The Temporal server of a configuration while a connection to it is open. */
export interface Server {
  readonly client: Client;
  readonly target: TemporalTarget;
  /** Task queue of the workflows. */
  readonly taskQueue: string;
}

/** Connects to the Temporal server, and closes the connection when the work is done. @throws TemporalUnreachable */
export async function withServer<T>(
  { temporal }: { readonly temporal: TemporalSettings },
  work: (server: Server) => Promise<T>,
): Promise<T> {
  const target = temporalTarget(temporal);
  const client = await connectClient(target);
  try {
    return await work({ client, target, taskQueue: temporal.taskQueue });
  } finally {
    await client.connection.close();
  }
}

/** Whether a worker listens on a queue of workflow tasks now. */
export async function isServed(client: Client, taskQueue: string): Promise<boolean> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: taskQueue },
  });
  return (pollers ?? []).length > 0;
}
