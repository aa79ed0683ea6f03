import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import type { World } from '../../support/world';
import type { SchemeCase } from './cases';

const KEYS = ['10000001', '10000002', '700001'];

const keyword = (name: string, value: string) =>
  ({ key: defineSearchAttributeKey(name, SearchAttributeType.KEYWORD), value }) as const;

/**
 * What another installation leaves in the namespace: open repairs and a run of this very scheme, on a queue that no worker
 * of this world listens on.
 * @returns how far their histories have come, which nothing of this world may change
 */
export async function leaveForeign(world: World, { scheme }: SchemeCase): Promise<() => Promise<number[]>> {
  const taskQueue = `${world.taskQueue}-of-others`;
  const { workflow } = world.client;
  const started = await Promise.all([
    ...KEYS.map((key) =>
      workflow.start('repairRecord', {
        taskQueue,
        workflowId: `${taskQueue}/repair/${scheme}/${key}`,
        args: [{}],
        typedSearchAttributes: new TypedSearchAttributes([
          keyword('SchemeId', scheme),
          keyword('RecordKey', key),
          keyword('Outcome', 'rejected'),
        ]),
      }),
    ),
    workflow.start(scheme, { taskQueue, workflowId: `${taskQueue}/${scheme}/live` }),
  ]);
  return () => Promise.all(started.map(async (handle) => (await handle.fetchHistory()).events?.length ?? 0));
}
