import type { BudgetCell, GrowthCell, PlainCell, RecoveryCell, Sections } from '../../results';
import { ratios, spreadOf } from '../../statistics';
import { recoveryLimits, timeLimits } from '../../targets';
import { counted, number, rowSize } from '../format';
import { drawDots } from './dots';
import { drawLines, type Panel, type Series } from './lines';

/** Tables that a picture may stand above. */
export const plotted = ['plain', 'growth', 'budget', 'recovery'] as const;

/** SVG of each of them that there is something to draw of. */
export function plots(sections: Sections): Partial<Record<(typeof plotted)[number], string>> {
  const { plain = [], growth = [], budget = [], recovery = [] } = sections;
  const waiting = plain.filter(({ latencyMs }) => latencyMs > 0);
  return {
    ...(waiting.length > 0 && { plain: plainPlot(waiting) }),
    ...(growth.length > 0 && { growth: growthPlot(growth) }),
    ...(budget.length > 0 && { budget: budgetPlot(budget) }),
    ...(recovery.length > 0 && { recovery: recoveryPlot(recovery) }),
  };
}

/** Cells whose calls take time: at 0 ms a scheme takes many times what a script does, and stands in the table alone. */
function plainPlot(cells: readonly PlainCell[]): string {
  const shown = cells.toSorted(
    (a, b) => a.latencyMs - b.latencyMs || a.rowBytes - b.rowBytes || a.concurrency - b.concurrency,
  );
  const schemes = new Set(shown.map(({ scheme }) => scheme));
  const several = schemes.size > 1;
  return drawDots({
    title: ['Against a plain script', ...(several ? [] : schemes)].join(': '),
    axis: 'time ÷ plain script in the same round',
    origin: 1,
    rows: shown.map((cell) => ({
      label: several ? `${cell.scheme}\n${cellLabel(cell)}` : cellLabel(cell),
      spread: ratios(cell),
      limit: cell.rowBytes === 3_000 ? timeLimits.get(cell.latencyMs) : undefined,
    })),
  });
}

function cellLabel({ latencyMs, rowBytes, concurrency }: PlainCell): string {
  return `${number(latencyMs)} ms a call · ${rowSize(rowBytes)} rows · concurrency ${concurrency}`;
}

function growthPlot(cells: readonly GrowthCell[]): string {
  const panel = (axis: string, figure: (tenth: GrowthCell['tenths'][number]) => number): Panel => ({
    axis,
    series: cells.map((cell) => ({
      name: `${counted(cell.rows, 'row')} of ${rowSize(cell.rowBytes)}`,
      points: cell.tenths.map((tenth, index) => [(index + 1) * 10, figure(tenth)]),
    })),
  });
  return drawLines({
    title: 'Pace and memory from the first row to the last',
    axis: 'part of the rows moved (%)',
    panels: [
      panel('pace (rows/s)', ({ rowsPerSecond }) => rowsPerSecond),
      panel("worker's memory (MiB)", ({ workerMemoryMiB }) => workerMemoryMiB),
    ],
  });
}

function budgetPlot(cells: readonly BudgetCell[]): string {
  const panel = (axis: string, windowMs: number, limit: (cell: BudgetCell) => number): Panel => ({
    axis,
    series: cells.flatMap((cell) => [
      { name: callersOf(cell), steps: true, points: callsInWindow(cell.callsMs, windowMs) },
      limitLine(cell, limit(cell)),
    ]),
  });
  return drawLines({
    title: 'Calls of an account in every window',
    axis: 'time since the first call (s)',
    panels: [
      panel('calls in the last second', 1_000, ({ perSecond }) => perSecond),
      panel('calls in the last minute', 60_000, ({ perMinute }) => perMinute),
    ],
  });
}

function callersOf({ account, workers }: BudgetCell): string {
  return `${account}, ${counted(workers, 'worker')}`;
}

function limitLine(cell: BudgetCell, limit: number): Series {
  const end = (cell.callsMs.at(-1) ?? 0) / 1_000;
  return {
    name: `limit of ${callersOf(cell)}`,
    limit: true,
    points: [
      [0, limit],
      [end, limit],
    ],
  };
}

/** Number of calls in the window that ends now, wherever it changes, up to the last call. */
function callsInWindow(callsMs: readonly number[], windowMs: number): [number, number][] {
  const end = callsMs.at(-1) ?? 0;
  const leaving = callsMs.map((time) => time + windowMs).filter((time) => time <= end);
  const moments = [...new Set([...callsMs, ...leaving])].sort((a, b) => a - b);
  return moments.map((now) => [now / 1_000, within(callsMs, now, windowMs)]);
}

function within(callsMs: readonly number[], now: number, windowMs: number): number {
  return callsMs.filter((time) => time <= now && time > now - windowMs).length;
}

function recoveryPlot(cells: readonly RecoveryCell[]): string {
  return drawDots({
    title: 'After an interruption',
    axis: 'time to the next page written (s)',
    origin: 0,
    rows: cells.map(({ what, secondsToNextPage }) => ({
      label: what,
      spread: spreadOf(secondsToNextPage),
      limit: recoveryLimits[what],
    })),
  });
}
