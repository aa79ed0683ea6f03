import type { BudgetCell, GrowthCell, PlainCell, Results } from '../../bench/results';

/** A cell of three rounds, each with its own ratio. */
export function plainCell(cell: Partial<PlainCell>): PlainCell {
  return {
    scheme: 'guanyiShopsToKingdeeCustomers',
    rowBytes: 3_000,
    latencyMs: 300,
    concurrency: 1,
    pages: 20,
    rows: 2_000,
    plainMs: [1_000, 2_000, 1_000],
    schemeMs: [1_030, 2_020, 1_100],
    ...cell,
  };
}

/** A run whose pace and memory stay as they are. */
export function growthCell(cell: Partial<GrowthCell>): GrowthCell {
  return {
    rows: 10_000,
    rowBytes: 300,
    pageRows: 100,
    concurrency: 4,
    seconds: 1,
    tenths: Array.from({ length: 10 }, () => ({ rowsPerSecond: 10_000, workerMemoryMiB: 200 })),
    serverFileMiB: 1.5,
    historyEvents: 1_210,
    historyBytes: 280_000,
    largestPayloadBytes: 2_100,
    largestRunEvents: 1_210,
    largestRunBytes: 280_000,
    replayMs: 300,
    ...cell,
  };
}

/** Five calls in each second of the first twenty of every minute: both limits are used up and kept. */
export function budgetCell(cell: Partial<BudgetCell> = {}): BudgetCell {
  const second = (start: number) => [0, 1, 2, 3, 4].map((call) => start + call);
  const minute = (start: number) =>
    Array.from({ length: 20 }, (_, index) => second(start + index * 1_000)).flat();
  return {
    account: 'jushuitan',
    workers: 2,
    perSecond: 5,
    perMinute: 100,
    usedShare: 0.98,
    callsMs: [...minute(0), ...minute(60_000), ...minute(120_000)],
    ...cell,
  };
}

/** A measurement with every section; its figures are made up. */
export const measurement: Results = {
  machine: { cores: 2, memoryGiB: 7.8, node: '20.20.2', temporal: '1.32.0', date: '2026-11-27' },
  sections: {
    plain: [0, 50, 300, 1_000].flatMap((latencyMs) => [
      plainCell({ latencyMs }),
      plainCell({ latencyMs, concurrency: 4 }),
      ...['jushuitanWarehousesToKingdeeStocks', 'qimenSaleoutsToKingdeeOutstocks'].map((scheme) =>
        plainCell({ latencyMs, concurrency: 4, rowBytes: 300, scheme }),
      ),
    ]),
    growth: [
      growthCell({}),
      growthCell({ rowBytes: 3_000 }),
      growthCell({ rows: 1_000_000, historyEvents: 121_000, historyBytes: 28_000_000 }),
    ],
    budget: [budgetCell()],
    workers: [
      {
        workers: 1,
        schemes: 50,
        latencyMs: 300,
        plainMs: [9_000, 9_100],
        schemeMs: [10_000, 10_200],
        slowestOverFastest: [1.1, 1.2],
      },
    ],
    recovery: [
      { what: 'worker killed', secondsToNextPage: [6.5, 6.9, 6.4], repeatedCalls: [1, 2, 1] },
      { what: 'worker stopped', secondsToNextPage: [1.5, 1.4, 1.6], repeatedCalls: [0, 0, 0] },
      { what: 'worker replaced', secondsToNextPage: [1.7, 1.8, 1.9], repeatedCalls: [0, 0, 0] },
      { what: 'server killed', secondsToNextPage: [0.4, 0.3, 0.5], repeatedCalls: [0, 0, 0] },
    ],
    start: [
      { warm: true, seconds: [6.1, 6.4, 6] },
      { warm: false, seconds: [48.2] },
    ],
  },
};
