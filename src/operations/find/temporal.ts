import type { PageAudited, PageSynced, DocumentRefs } from '../../contract/page';
import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { unpackRefs } from '../../activities/page/history';
import { repairId } from '../../contract/ids';
import { ifFound } from '../../temporal/workflows';
import { onQueue } from '../../contract/searchAttributes';
import type { InRun, InTemporal } from './status';

/** Executions of a scheme that are searched, newest first. */
const MOST_RUNS = 30;
/** Runs that are named. */
const MOST_FOUND = 5;

type Named = Pick<InRun, 'as' | 'reason'>;
type PageResult = Partial<Pick<PageSynced, 'written' | 'done' | 'pending'> & PageAudited>;

/** Searches the histories of a scheme's newest runs for a record, and asks for its repair. */
export async function askTemporal(
  client: Client,
  taskQueue: string,
  scheme: string,
  key: string,
): Promise<InTemporal> {
  const runs: InRun[] = [];
  let searched = 0;
  const query = `WorkflowType="${scheme}" AND ${onQueue(taskQueue)}`;
  for await (const { workflowId, runId } of client.workflow.list({ query, pageSize: MOST_RUNS })) {
    if (searched === MOST_RUNS || runs.length >= MOST_FOUND) break;
    searched += 1;
    runs.push(...(await namedBy(client, workflowId, runId, key)));
  }
  return {
    runs: runs.slice(0, MOST_FOUND),
    executions: searched,
    repair: await repairOf(client, repairId(taskQueue, scheme, key)),
  };
}

/** The newest page first. */
async function namedBy(client: Client, workflowId: string, runId: string, key: string): Promise<InRun[]> {
  const { events = [] } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  return (events ?? []).toReversed().flatMap(({ activityTaskCompletedEventAttributes, eventTime }) => {
    const [payload] = activityTaskCompletedEventAttributes?.result?.payloads ?? [];
    if (!payload) return [];
    const at = new Date(Number(eventTime?.seconds ?? 0) * 1_000).toISOString();
    return namedIn(resultOf(payload), key).map((named) => ({ workflowId, runId, at, ...named }));
  });
}

/** A result in an encoding of another program names nothing. */
function resultOf(payload: Parameters<typeof defaultPayloadConverter.fromPayload>[0]): PageResult {
  try {
    const result = defaultPayloadConverter.fromPayload<unknown>(payload);
    return typeof result === 'object' && result !== null ? result : {};
  } catch {
    return {};
  }
}

function namedIn({ written, done, pending, rejected = [], inDoubt = [] }: PageResult, key: string): Named[] {
  const refusal = rejected.find((record) => record.key === key);
  return [
    ...(holds(written, key) || holds(done, key) ? [{ as: 'written' as const }] : []),
    ...(holds(pending, key) ? [{ as: 'pending' as const }] : []),
    ...(inDoubt.includes(key) ? [{ as: 'inDoubt' as const }] : []),
    ...(refusal ? [{ as: 'rejected' as const, reason: refusal.message }] : []),
  ];
}

function holds(documents: DocumentRefs | undefined, key: string): boolean {
  return documents !== undefined && unpackRefs(documents).some(([, name]) => name === key);
}

async function repairOf(client: Client, workflowId: string): Promise<string> {
  const found = await ifFound(client.workflow.getHandle(workflowId).describe());
  return found?.status.name.toLowerCase() ?? 'none';
}
