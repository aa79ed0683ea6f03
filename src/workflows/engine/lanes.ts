import type { Plan } from '../../contract/run';
import { countSlices } from './slices';

/** How the pages that a run syncs at once are divided. */
export interface Division {
  /** Lists that are read at once. */
  readonly lists: number;
  /** Pages of each list that are synced at once. */
  readonly pages: number;
}

/** A list that may move is read page by page, and of two neighbouring slices only one at a time. */
export function divide(plan: Plan): Division {
  const { paging, concurrency } = plan;
  if (paging === 'number') return { lists: 1, pages: concurrency };
  const apart = Math.ceil(countSlices(plan) / 2);
  return { lists: Math.max(1, Math.min(concurrency, apart)), pages: 1 };
}

/** Does the work so many times at once, until all have ended. */
export async function concurrently(times: number, work: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: times }, work));
}
