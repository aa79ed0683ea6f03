import type { Client } from '@temporalio/client';
import { z } from 'zod';
import { onQueue } from '../temporal/visibility';
import type { Mark } from './contract';

/** Completed runs that are looked through for a watermark. */
const MOST_RUNS = 500;

/** Reports whose selection is compared, newest watermark first. */
const MOST_REPORTS = 20;

const handedOn = z.object({
  selection: z.string(),
  syncedThrough: z.iso.datetime(),
  lastRowsAt: z.iso.datetime().optional(),
});

/** What a report hands on to a run of the same selection; undefined where it hands on nothing, or is no report. */
export function markOf(report: unknown, selection: string): Mark | undefined {
  const { data } = handedOn.safeParse(report);
  return data?.selection === selection ? (data as Mark) : undefined;
}

/**
 * The newest watermark of a scheme's completed runs on a task queue, whoever started them: for runs that no Schedule hands
 * a result on to, such as those triggered beside it. Undefined where the server keeps none.
 */
export async function newestMark(
  client: Client,
  scheme: string,
  taskQueue: string,
  selection: string,
): Promise<Mark | undefined> {
  const query = `WorkflowType="${scheme}" AND ${onQueue(taskQueue)} AND ExecutionStatus="Completed" AND SyncedThrough IS NOT NULL`;
  const marked: { readonly workflowId: string; readonly runId: string; readonly through: number }[] = [];
  for await (const { workflowId, runId, searchAttributes } of client.workflow.list({ query })) {
    const [through] = (searchAttributes.SyncedThrough ?? []) as Date[];
    if (through) marked.push({ workflowId, runId, through: through.getTime() });
    if (marked.length >= MOST_RUNS) break;
  }
  const newest = marked.toSorted((a, b) => b.through - a.through).slice(0, MOST_REPORTS);
  for (const { workflowId, runId } of newest) {
    const mark = markOf(await client.workflow.getHandle(workflowId, runId).result(), selection);
    if (mark) return mark;
  }
  return undefined;
}
