import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { World } from '../support/world';

/** Everything that the Temporal server holds of a world: ids, search attributes, memos and histories, payloads decoded. */
export async function everythingIn(world: World): Promise<string> {
  const parts: string[] = [];
  for await (const execution of world.client.workflow.list()) {
    const { workflowId, runId, typedSearchAttributes, memo } = execution;
    const history = await world.client.workflow.getHandle(workflowId, runId).fetchHistory();
    const whole: unknown = JSON.parse(historyToJSON(history), decoded);
    parts.push(JSON.stringify({ workflowId, attributes: typedSearchAttributes.getAll(), memo, whole }));
  }
  return parts.join('\n');
}

function decoded(key: string, value: unknown): unknown {
  return key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString() : value;
}
