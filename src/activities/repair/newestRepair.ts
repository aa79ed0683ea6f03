import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { z } from 'zod';
import { searchAttributes } from '../../contract/searchAttributes';

/** What activities read of a repair's memo, which a workflow of another version may have written. */
const stateShape = z.object({
  outcome: z.string(),
  cause: z.string(),
  field: z.string().optional(),
  document: z.object({ id: z.string().optional() }).optional(),
  first: z.object({ runId: z.string() }),
});

/** The newest repair of a record. */
export interface NewestRepair {
  readonly isOpen: boolean;
  readonly cause: string | undefined;
  /** Absent where the memo cannot be read. */
  readonly state: z.infer<typeof stateShape> | undefined;
}

/** The newest repair under a workflow id; undefined where the record never had one. */
export async function newestRepair(client: Client, workflowId: string): Promise<NewestRepair | undefined> {
  try {
    const { status, memo, typedSearchAttributes } = await client.workflow.getHandle(workflowId).describe();
    return {
      isOpen: status.name === 'RUNNING',
      cause: typedSearchAttributes.get(searchAttributes.cause),
      state: stateShape.safeParse(memo?.['repair']).data,
    };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}
