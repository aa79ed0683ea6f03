import type { Plan } from '../../contract/run';
import { countSlices } from './slices';

/** How the lanes of a run are divided. */
export interface Lanes {
  /** Lists that are read side by side. */
  readonly lists: number;
  /** Pages of one list that are moved side by side. */
  readonly each: number;
}

/** Lanes share a list only where it cannot move; else each has a slice of its own, and of two neighbours one is read at a time. */
export function lanesOf(plan: Plan): Lanes {
  const { paging, lanes } = plan;
  if (paging === 'number') return { lists: 1, each: lanes };
  const apart = Math.ceil(countSlices(plan) / 2);
  return { lists: Math.max(1, Math.min(lanes, apart)), each: 1 };
}

/** Runs so many lanes until all have ended. */
export async function sideBySide(lanes: number, lane: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: lanes }, lane));
}
