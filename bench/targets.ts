import {
  callsAboveLimit,
  highestMemory,
  historyPer1000Rows,
  mostRepeated,
  pace,
  paceKept,
  slowestRecovery,
} from './figures';
import type { GrowthCell, Interruption, PlainCell, RecoveryCell, Sections } from './results';
import { median, ratios } from './statistics';

/** A figure that the project wants to keep. */
export interface Target {
  readonly what: string;
  /** `at most` the limit, or `at least`. */
  readonly sense: '≤' | '≥';
  readonly limit: number;
  /** Stands behind the figure; nothing for ratios and counts. */
  readonly unit?: string;
  /** Decimals that a figure is rounded to, before it is judged. */
  readonly digits: number;
  /** Every figure that falls under the target, of which the worst is judged; none where it was not measured. */
  readonly figures: (sections: Sections) => readonly number[];
}

/** Highest time ÷ plain for rows of 3 KB with a concurrency of 1 or 4, by the time that a call takes, in milliseconds. */
export const timeLimits: ReadonlyMap<number, number> = new Map([
  [50, 1.2],
  [300, 1.05],
  [1_000, 1.02],
]);

/**
 * Seconds to the next page written. After SIGKILL of a worker the server waits for the heartbeat time-out, 5 s, before
 * it gives the page to another one.
 */
export const recoveryLimits: Readonly<Record<Interruption, number>> = {
  'worker killed': 9,
  'worker stopped': 2,
  'worker replaced': 2,
  'server killed': 2,
};

/** Every target, in the order of the report. */
export const targets: readonly Target[] = [
  ...[...timeLimits].flatMap(([latencyMs, limit]) => timeAgainstPlain(latencyMs, limit)),
  fourAgainstOne(300),
  fourAgainstOne(1_000),
  paceWithoutLatency('warehouses', 'jushuitanWarehousesToKingdeeStocks'),
  paceWithoutLatency('sale-outs', 'qimenSaleoutsToKingdeeOutstocks'),
  {
    what: 'history of 1,000 rows, 100 rows a page: events',
    sense: '≤',
    limit: 130,
    digits: 0,
    figures: ({ growth = [] }) => growth.filter(pagesOf100).map((cell) => historyPer1000Rows(cell).events),
  },
  {
    what: 'history of 1,000 rows, 100 rows a page: size',
    sense: '≤',
    limit: 40,
    unit: 'KB',
    digits: 1,
    figures: ({ growth = [] }) =>
      growth.filter(pagesOf100).map((cell) => historyPer1000Rows(cell).bytes / 1_000),
  },
  {
    what: 'history of 3 KB rows against 0.3 KB rows, larger ÷ smaller: events',
    sense: '≤',
    limit: 1.1,
    digits: 2,
    figures: ({ growth = [] }) => bothRowSizes(growth, (cell) => historyPer1000Rows(cell).events),
  },
  {
    what: 'history of 3 KB rows against 0.3 KB rows, larger ÷ smaller: size',
    sense: '≤',
    limit: 1.1,
    digits: 2,
    figures: ({ growth = [] }) => bothRowSizes(growth, (cell) => historyPer1000Rows(cell).bytes),
  },
  {
    what: 'one execution between two continuations: events',
    sense: '≤',
    limit: 2_000,
    digits: 0,
    figures: ({ growth = [] }) => growth.map((cell) => cell.largestRunEvents),
  },
  {
    what: 'one execution between two continuations: size',
    sense: '≤',
    limit: 1,
    unit: 'MB',
    digits: 2,
    figures: ({ growth = [] }) => growth.map((cell) => cell.largestRunBytes / 1e6),
  },
  {
    what: 'one execution between two continuations: replay',
    sense: '≤',
    limit: 0.5,
    unit: 's',
    digits: 2,
    figures: ({ growth = [] }) => growth.map((cell) => cell.replayMs / 1_000),
  },
  {
    what: 'memory of the worker, 1,000,000 rows against 10,000',
    sense: '≤',
    limit: 1.2,
    digits: 2,
    figures: ({ growth = [] }) =>
      millions(growth).flatMap((long) =>
        growth
          .filter((short) => short.rows === 1e4 && short.rowBytes === long.rowBytes)
          .map((short) => highestMemory(long) / highestMemory(short)),
      ),
  },
  {
    what: 'pace of the last tenth of 1,000,000 rows against the first',
    sense: '≥',
    limit: 0.95,
    digits: 2,
    figures: ({ growth = [] }) => millions(growth).map(paceKept),
  },
  {
    what: "an account's call budget, used while work waits",
    sense: '≥',
    limit: 95,
    unit: '%',
    digits: 1,
    figures: ({ budget = [] }) => budget.map((cell) => cell.usedShare * 100),
  },
  {
    what: 'calls above the budget in any second or minute',
    sense: '≤',
    limit: 0,
    digits: 0,
    figures: ({ budget = [] }) => budget.map(callsAboveLimit),
  },
  {
    what: 'time ÷ plain, 50 schemes at once on 1 worker, 300 ms a call',
    sense: '≤',
    limit: 1.15,
    digits: 3,
    figures: (sections) => fiftySchemes(sections).map((cell) => ratios(cell).median),
  },
  {
    what: 'slowest ÷ fastest of 50 schemes at once on 1 worker, 300 ms a call',
    sense: '≤',
    limit: 1.5,
    digits: 2,
    figures: (sections) => fiftySchemes(sections).map((cell) => median(cell.slowestOverFastest)),
  },
  recovery('worker killed', 'next page written after SIGKILL of the worker'),
  recovery('worker stopped', 'next page written after SIGTERM of one of two workers'),
  recovery('worker replaced', 'next page written after SIGTERM of the only worker, another started at once'),
  {
    what: 'calls repeated after SIGTERM of the worker',
    sense: '≤',
    limit: 0,
    digits: 0,
    figures: (sections) =>
      [...interruptions(sections, 'worker stopped'), ...interruptions(sections, 'worker replaced')].map(
        mostRepeated,
      ),
  },
  recovery('server killed', 'next page written after the killed server is back'),
  {
    what: '`jinqiao dev`, warm, to the first page written',
    sense: '≤',
    limit: 8,
    unit: 's',
    digits: 1,
    figures: ({ start = [] }) => start.filter(({ warm }) => warm).map(({ seconds }) => median(seconds)),
  },
];

/** Everything on the cores of one machine: server, worker and platforms. */
function paceWithoutLatency(rows: string, scheme: string): Target {
  return {
    what: `pace of ${rows} at 0 ms a call, 0.3 KB rows, concurrency 4`,
    sense: '≥',
    limit: 10_000,
    unit: 'rows/s',
    digits: 0,
    figures: ({ plain = [] }) =>
      plain
        .filter((cell) => cell.scheme === scheme && cell.latencyMs === 0)
        .filter((cell) => cell.rowBytes === 300 && cell.concurrency === 4)
        .map(pace),
  };
}

function timeAgainstPlain(latencyMs: number, limit: number): Target[] {
  return [1, 4].map((concurrency) => ({
    what: `time ÷ plain at ${latencyMs.toLocaleString('en')} ms a call, 3 KB rows, concurrency ${concurrency}`,
    sense: '≤',
    limit,
    digits: 3,
    figures: (sections) => largeRows(sections, latencyMs, concurrency).map((cell) => ratios(cell).median),
  }));
}

function fourAgainstOne(latencyMs: number): Target {
  return {
    what: `pace at concurrency 4 ÷ 1 at ${latencyMs.toLocaleString('en')} ms a call, 3 KB rows`,
    sense: '≥',
    limit: 3.8,
    digits: 2,
    figures: (sections) =>
      largeRows(sections, latencyMs, 4).flatMap((four) =>
        largeRows(sections, latencyMs, 1)
          .filter((one) => one.scheme === four.scheme)
          .map((one) => pace(four) / pace(one)),
      ),
  };
}

function recovery(interruption: Interruption, what: string): Target {
  return {
    what,
    sense: '≤',
    limit: recoveryLimits[interruption],
    unit: 's',
    digits: 1,
    figures: (sections) => interruptions(sections, interruption).map(slowestRecovery),
  };
}

function largeRows({ plain = [] }: Sections, latencyMs: number, concurrency: number): PlainCell[] {
  return plain.filter(
    (cell) => cell.rowBytes === 3_000 && cell.latencyMs === latencyMs && cell.concurrency === concurrency,
  );
}

/** Runs over the same number of rows of both sizes: the larger figure ÷ the smaller. */
function bothRowSizes(growth: readonly GrowthCell[], figure: (cell: GrowthCell) => number): number[] {
  const small = growth.filter((cell) => cell.rowBytes === 300);
  const large = growth.filter((cell) => cell.rowBytes === 3_000);
  return large.flatMap((fat) =>
    small
      .filter((thin) => thin.rows === fat.rows && thin.pageRows === fat.pageRows)
      .map((thin) => Math.max(figure(fat), figure(thin)) / Math.min(figure(fat), figure(thin))),
  );
}

const pagesOf100 = ({ pageRows }: GrowthCell) => pageRows === 100;

const millions = (growth: readonly GrowthCell[]) => growth.filter(({ rows }) => rows === 1e6);

const fiftySchemes = ({ workers = [] }: Sections) =>
  workers.filter((cell) => cell.schemes === 50 && cell.workers === 1 && cell.latencyMs === 300);

const interruptions = ({ recovery = [] }: Sections, wanted: Interruption): RecoveryCell[] =>
  recovery.filter(({ what }) => what === wanted);
