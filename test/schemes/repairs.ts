import { type History, historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { World } from '../support/world';
import { repairId } from '../../src/contract/ids';
import { onQueue } from '../../src/contract/searchAttributes';
import type { RepairResult, RepairState } from '../../src/contract/repair';

type RepairWorkflow = () => Promise<RepairResult>;

/** A handle on the newest repair of a record. */
export function repairOf(world: World, scheme: string, key: string) {
  return world.client.workflow.getHandle<RepairWorkflow>(repairId(world.taskQueue, scheme, key));
}

/** What a repair says of itself. */
export function stateOf(world: World, scheme: string, key: string): Promise<RepairState> {
  return repairOf(world, scheme, key).query<RepairState>('state');
}

/** Keys of the scheme's open repairs, by search attributes, as the Temporal UI finds them. */
export async function openRepairs(world: World, scheme: string, condition = ''): Promise<string[]> {
  const query = `${onQueue(world.taskQueue)} AND WorkflowType="repairRecord" AND SchemeId="${scheme}" AND ExecutionStatus="Running"${condition}`;
  const keys: string[] = [];
  for await (const { searchAttributes } of world.client.workflow.list({ query }))
    keys.push(String(searchAttributes?.RecordKey?.[0]));
  return keys.sort();
}

/** A history with its payloads, which JSON shows in base64, as text. */
export function decoded(history: History): string {
  return JSON.stringify(JSON.parse(historyToJSON(history)), (key, value: unknown) =>
    key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : value,
  );
}
