import { busiestWindows, highestMemory, historyPer1000Rows, pace } from '../figures';
import type { BudgetCell, GrowthCell, PlainCell, Sections, StartCell, WorkersCell } from '../results';
import { median, ratios, spreadOf } from '../statistics';
import { verdicts } from '../verdicts';
import { goal, measured, number, rowSize, spread } from './format';

/** A table of the report, for the terminal and for Markdown. */
export interface ReportTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Every table of the report under its name; one without rows was not measured. */
export function tables(sections: Sections) {
  const { plain = [], growth = [], budget = [], workers = [], recovery = [], start = [] } = sections;
  return {
    targets: targetTable(sections),
    plain: plainTable(plain),
    growth: growthTable(growth),
    history: historyTable(growth),
    budget: budgetTable(budget),
    workers: workersTable(workers),
    recovery: {
      title: 'After an interruption',
      head: ['what', 'rounds', 'to the next page written, s', 'calls repeated'],
      rows: recovery.map(({ what, secondsToNextPage, repeatedCalls }) => [
        what,
        number(secondsToNextPage.length),
        spread(spreadOf(secondsToNextPage), 1),
        spread(spreadOf(repeatedCalls), 0),
      ]),
    },
    start: startTable(start),
  } satisfies Record<string, ReportTable>;
}

function targetTable(sections: Sections): ReportTable {
  return {
    title: 'Targets',
    head: ['target', 'goal', 'measured', 'verdict'],
    rows: verdicts(sections).map((judged) => [
      judged.target.what,
      goal(judged),
      measured(judged),
      judged.verdict,
    ]),
  };
}

function plainTable(cells: readonly PlainCell[]): ReportTable {
  return {
    title: 'Against a plain script',
    head: [
      'scheme',
      'a call takes',
      'row',
      'concurrency',
      'rows',
      'plain, s',
      'scheme, s',
      'rows/s',
      'time ÷ plain',
    ],
    rows: cells.map((cell) => [
      cell.scheme,
      `${number(cell.latencyMs)} ms`,
      rowSize(cell.rowBytes),
      number(cell.concurrency),
      number(cell.rows),
      number(median(cell.plainMs) / 1_000, 2),
      number(median(cell.schemeMs) / 1_000, 2),
      number(pace(cell)),
      spread(ratios(cell), 3),
    ]),
  };
}

function growthTable(cells: readonly GrowthCell[]): ReportTable {
  return {
    title: 'Long runs',
    head: [
      'rows',
      'row',
      'concurrency',
      's',
      'rows/s, first tenth',
      'last tenth',
      'worker, MiB',
      'server file, MiB',
    ],
    rows: cells.map((cell) => [
      ...runOf(cell),
      number(cell.concurrency),
      number(cell.seconds, 1),
      number(cell.tenths[0]!.rowsPerSecond),
      number(cell.tenths.at(-1)!.rowsPerSecond),
      number(highestMemory(cell)),
      number(cell.serverFileMiB, 1),
    ]),
  };
}

function historyTable(cells: readonly GrowthCell[]): ReportTable {
  return {
    title: 'History',
    head: [
      'rows',
      'row',
      'rows a page',
      'events for 1,000 rows',
      'KB for 1,000 rows',
      'largest payload, KB',
      'largest execution, events',
      'KB',
      'its replay, s',
    ],
    rows: cells.map((cell) => [
      ...runOf(cell),
      number(cell.pageRows),
      number(historyPer1000Rows(cell).events, 1),
      number(historyPer1000Rows(cell).bytes / 1_000, 1),
      number(cell.largestPayloadBytes / 1_000, 1),
      number(cell.largestRunEvents),
      number(cell.largestRunBytes / 1_000, 1),
      number(cell.replayMs / 1_000, 2),
    ]),
  };
}

function runOf({ rows, rowBytes }: GrowthCell): string[] {
  return [number(rows), rowSize(rowBytes)];
}

function budgetTable(cells: readonly BudgetCell[]): ReportTable {
  return {
    title: 'Call budget of an account',
    head: ['account', 'workers', 'limits', 'calls', 's', 'busiest second', 'busiest minute', 'used'],
    rows: cells.map((cell) => [
      cell.account,
      number(cell.workers),
      `${number(cell.perSecond)}/s, ${number(cell.perMinute)}/min`,
      number(cell.callsMs.length),
      number((cell.callsMs.at(-1) ?? 0) / 1_000, 1),
      number(busiestWindows(cell).second),
      number(busiestWindows(cell).minute),
      `${number(cell.usedShare * 100, 1)} %`,
    ]),
  };
}

function workersTable(cells: readonly WorkersCell[]): ReportTable {
  return {
    title: 'Many schemes at once',
    head: [
      'workers',
      'schemes',
      'a call takes',
      'plain, s',
      'scheme, s',
      'time ÷ plain',
      'slowest ÷ fastest',
    ],
    rows: cells.map((cell) => [
      number(cell.workers),
      number(cell.schemes),
      `${number(cell.latencyMs)} ms`,
      number(median(cell.plainMs) / 1_000, 2),
      number(median(cell.schemeMs) / 1_000, 2),
      spread(ratios(cell), 3),
      spread(spreadOf(cell.slowestOverFastest), 2),
    ]),
  };
}

function startTable(cells: readonly StartCell[]): ReportTable {
  return {
    title: 'From jinqiao dev to the first page written',
    head: ['build and Temporal binary', 'rounds', 's'],
    rows: cells.map(({ warm, seconds }) => [
      warm ? 'there' : 'made and fetched',
      number(seconds.length),
      spread(spreadOf(seconds), 1),
    ]),
  };
}
