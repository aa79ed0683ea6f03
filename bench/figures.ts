import type { BudgetCell, GrowthCell, PlainCell, RecoveryCell } from './results';
import { busiest, median, spreadOf } from './statistics';

/** Events and bytes of a run's whole history, for 1,000 rows. */
export function historyPer1000Rows(cell: GrowthCell): { readonly events: number; readonly bytes: number } {
  const thousands = cell.rows / 1_000;
  return { events: cell.historyEvents / thousands, bytes: cell.historyBytes / thousands };
}

/** Highest resident memory of the worker during the run, in MiB. */
export function highestMemory({ tenths }: GrowthCell): number {
  return Math.max(...tenths.map(({ workerMemoryMiB }) => workerMemoryMiB));
}

/** Pace of the last tenth of the rows ÷ pace of the first. */
export function paceKept({ tenths }: GrowthCell): number {
  return tenths.at(-1)!.rowsPerSecond / tenths[0]!.rowsPerSecond;
}

/** Rows a second of the scheme, in its median round. */
export function pace({ rows, schemeMs }: PlainCell): number {
  return rows / (median(schemeMs) / 1_000);
}

/** Most calls within any second and any minute, wherever they begin. */
export function busiestWindows({ callsMs }: BudgetCell): {
  readonly second: number;
  readonly minute: number;
} {
  return { second: busiest(callsMs, 1_000), minute: busiest(callsMs, 60_000) };
}

/** Calls above the account's limits in the worst window; 0 where they were kept. */
export function callsAboveLimit(cell: BudgetCell): number {
  const { second, minute } = busiestWindows(cell);
  return Math.max(0, second - cell.perSecond, minute - cell.perMinute);
}

/** Slowest recovery of the rounds, in seconds. */
export function slowestRecovery({ secondsToNextPage }: RecoveryCell): number {
  return spreadOf(secondsToNextPage).high;
}

/** Most repeated calls of the rounds. */
export function mostRepeated({ repeatedCalls }: RecoveryCell): number {
  return spreadOf(repeatedCalls).high;
}
