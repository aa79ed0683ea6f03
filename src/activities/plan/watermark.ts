import type { Client } from '@temporalio/client';
import { z } from 'zod';
import type { Watermark, RunContext } from '../../contract/run';
import { onQueue, searchAttributes } from '../../contract/searchAttributes';

/** Completed runs that are looked through for a watermark. */
const MOST_RUNS = 500;

/** Reports whose selection is compared, newest watermark first. */
const MOST_REPORTS = 20;

const handedOn = z.object({
  selection: z.string(),
  syncedThrough: z.iso.datetime(),
  lastRowsAt: z.iso.datetime().optional(),
  finishedAt: z.iso.datetime().optional(),
});

/** The watermark that a run goes on from, and the newer one that it does not believe. */
export interface FoundMark {
  readonly mark?: Watermark | undefined;
  /** ISO. */
  readonly ahead?: string;
}

/** What a report hands on to a run of the same selection; undefined where it hands on nothing, or is no report. */
function markOf(report: unknown, selection: string): Watermark | undefined {
  const { data } = handedOn.safeParse(report);
  return data?.selection === selection ? (data as Watermark) : undefined;
}

/**
 * Whether a watermark lies ahead of the clock, or did when its run ended: no run has read what comes after its own end,
 * also when the clock has passed the watermark since.
 * @param now milliseconds since 1970
 */
export function isAhead({ syncedThrough = '', finishedAt }: Watermark, now: number): boolean {
  return liesAhead(Date.parse(syncedThrough), finishedAt === undefined ? now : Date.parse(finishedAt), now);
}

function liesAhead(through: number, endedAt: number, now: number): boolean {
  return through > Math.min(endedAt, now);
}

/**
 * The watermark that a run goes on from: what the last run of its Schedule handed on, else the newest one of the completed
 * runs, in both cases only one that did not lie ahead of the clock.
 * @param now milliseconds since 1970
 */
export async function findMark(
  client: Client,
  scheme: string,
  { taskQueue, last }: { readonly taskQueue: string } & Pick<RunContext, 'last'>,
  selection: string,
  now: number,
): Promise<FoundMark> {
  const handed = markOf(last, selection);
  if (handed && !isAhead(handed, now)) return { mark: handed };
  const found = await newestMark(client, scheme, taskQueue, selection, now);
  return handed?.syncedThrough === undefined ? found : { ...found, ahead: handed.syncedThrough };
}

/** A completed run that shows a watermark; times in milliseconds since 1970. */
interface MarkedRun {
  readonly workflowId: string;
  readonly runId: string;
  readonly through: number;
  readonly endedAt: number;
}

/**
 * The newest watermark of a scheme's completed runs on a task queue, whoever started them: for runs that no Schedule hands
 * a result on to, such as those triggered beside it. One ahead of the clock is told until a later run has gone on without it.
 */
async function newestMark(
  client: Client,
  scheme: string,
  taskQueue: string,
  selection: string,
  now: number,
): Promise<FoundMark> {
  const marked = await markedRuns(client, scheme, taskQueue);
  const isMarkAhead = ({ through, endedAt }: MarkedRun) => liesAhead(through, endedAt, now);
  const believed = await firstMark(
    client,
    marked.filter((run) => !isMarkAhead(run)),
    selection,
  );
  const { endedAt = 0 } = believed ?? {};
  const later = marked.filter((run) => isMarkAhead(run) && run.endedAt > endedAt);
  const ahead = (await firstMark(client, later, selection))?.mark.syncedThrough;
  return { mark: believed?.mark, ...(ahead === undefined ? {} : { ahead }) };
}

/** Those with the newest watermark first. */
async function markedRuns(client: Client, scheme: string, taskQueue: string): Promise<MarkedRun[]> {
  const query = `WorkflowType="${scheme}" AND ${onQueue(taskQueue)} AND ExecutionStatus="Completed" AND SyncedThrough IS NOT NULL`;
  const marked: MarkedRun[] = [];
  for await (const { workflowId, runId, typedSearchAttributes, closeTime } of client.workflow.list({
    query,
  })) {
    const through = typedSearchAttributes.get(searchAttributes.syncedThrough);
    const endedAt = (closeTime ?? new Date()).getTime();
    if (through) marked.push({ workflowId, runId, through: through.getTime(), endedAt });
    if (marked.length >= MOST_RUNS) break;
  }
  return marked.toSorted((a, b) => b.through - a.through);
}

async function firstMark(
  client: Client,
  runs: readonly MarkedRun[],
  selection: string,
): Promise<{ readonly mark: Watermark; readonly endedAt: number } | undefined> {
  for (const { workflowId, runId, endedAt } of runs.slice(0, MOST_REPORTS)) {
    const mark = markOf(await client.workflow.getHandle(workflowId, runId).result(), selection);
    if (mark) return { mark, endedAt };
  }
  return undefined;
}
