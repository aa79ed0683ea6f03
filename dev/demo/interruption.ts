import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineActivities, Progress } from '../../src/contract/run';
import type { RunHandle } from '../../src/operations/runs/start';
import type { DemoSandbox } from './sandbox';

/** So many pages are saved before the worker is killed. */
export const pagesBefore = 5;

/** The activity that moves a page. */
const MOVE: keyof EngineActivities = 'syncPage';

/** The moment in which the worker is killed: a save is done, and its answer is not there. */
export interface Moment {
  /** Pages that the run has counted. */
  readonly pages: number;
  /** Records that the run has counted. */
  readonly records: number;
}

/** Pages of a run that a worker moved. */
export interface PagesMoved {
  /** Process id of the worker. */
  readonly worker: number;
  readonly pages: number;
}

/** Waits until a save is done whose answer the sandbox holds back. @throws Error when the run ends before */
export async function untilSaveHeld(run: RunHandle, sandbox: DemoSandbox): Promise<Moment> {
  let hasEnded = false;
  const end = (): void => void (hasEnded = true);
  run.result().then(end, end);
  while (!(await sandbox.isSaveHeld())) {
    if (hasEnded) throw new Error('the run ended before its worker was killed');
    await sleep(50);
  }
  const { pagesDone, read } = await run.query<Progress>('progress');
  return { pages: pagesDone, records: read };
}

/** Who moved the pages of a run, by Temporal's history: each worker signs what it answers with its process id. */
export async function pagesMoved(run: RunHandle): Promise<PagesMoved[]> {
  const { events } = await run.fetchHistory();
  const pages = new Set<string>();
  const moved = new Map<number, number>();
  for (const { eventId, ...event } of events ?? []) {
    if (event.activityTaskScheduledEventAttributes?.activityType?.name === MOVE) pages.add(String(eventId));
    const answer = event.activityTaskCompletedEventAttributes;
    if (!answer || !pages.has(String(answer.scheduledEventId))) continue;
    const worker = Number.parseInt(answer.identity ?? '', 10);
    moved.set(worker, (moved.get(worker) ?? 0) + 1);
  }
  return [...moved].map(([worker, count]) => ({ worker, pages: count }));
}
