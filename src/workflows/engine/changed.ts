import type { SchemeTable } from '../../contract/scheme';
import type { ChangedPage } from '../../contract/page';
import type { Plan } from '../../contract/run';
import { countSlices } from './slices';

/** Clocks may differ by so much: Jushuitan takes signatures that are ten minutes off. */
const CLOCKS = 600_000;

/** Longest window that is asked for. A run that takes longer misses changes of its first days. */
const MOST = 6 * 86_400_000;

/** Whether what changes while the lists are read has to be asked for. */
export function asksForChanges({ source }: SchemeTable, plan: Plan): boolean {
  // By key nothing that changes is passed over.
  if (!source.changed || plan.paging === 'key' || !plan.window) return false;
  if (countSlices(plan) === 0) return false;
  return Object.entries(source.changed.when).every(([name, value]) => plan.parameters[name] === value);
}

/** The changes since the run began, up to now. */
export function changesSince(
  startedAt: string,
  now: number,
  table: SchemeTable,
  { window }: Plan,
): ChangedPage | undefined {
  const { changed } = table.source;
  if (!changed || !window) return undefined;
  const until = now + CLOCKS;
  const since = Math.max(Date.parse(startedAt) - CLOCKS, until - MOST);
  const { from, to } = window;
  return {
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
    within: { from, to },
  };
}
