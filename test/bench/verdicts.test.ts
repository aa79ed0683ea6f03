import type { Interruption, PlainCell, Sections } from '../../bench/results';
import { targets, type Target } from '../../bench/targets';
import { verdicts, type Judged } from '../../bench/verdicts';
import { budgetCell, growthCell, measurement, plainCell } from './measurement';

/** A measurement in which a target's figure is the given one, in the target's unit. */
type With = (figure: number) => Sections;

const slower = (cell: Partial<PlainCell>): With => {
  return (ratio) => ({ plain: [plainCell({ ...cell, plainMs: [1_000], schemeMs: [1_000 * ratio] })] });
};

const concurrency = (latencyMs: number): With => {
  const cell = (count: number, time: number) =>
    plainCell({ latencyMs, concurrency: count, plainMs: [time], schemeMs: [time] });
  return (ratio) => ({ plain: [cell(1, 1_000 * ratio), cell(4, 1_000)] });
};

const run = (cell: (figure: number) => Parameters<typeof growthCell>[0]): With => {
  return (figure) => ({ growth: [growthCell(cell(figure))] });
};

const against = (cell: (factor: number) => Parameters<typeof growthCell>[0]): With => {
  return (ratio) => ({ growth: [growthCell({ rowBytes: 3_000, ...cell(1) }), growthCell(cell(ratio))] });
};

const tenths = (first: number, last: number, workerMemoryMiB = 200) =>
  [first, ...Array.from({ length: 8 }, () => first), last].map((rowsPerSecond) => ({
    rowsPerSecond,
    workerMemoryMiB,
  }));

const fifty = (ratio: number, slowestOverFastest: number): Sections => ({
  workers: [
    {
      workers: 1,
      schemes: 50,
      latencyMs: 300,
      plainMs: [1_000],
      schemeMs: [1_000 * ratio],
      slowestOverFastest: [slowestOverFastest],
    },
  ],
});

const interrupted = (what: Interruption): With => {
  return (seconds) => ({
    recovery: [{ what, secondsToNextPage: [0.1, seconds, 0.2], repeatedCalls: [0, 0, 0] }],
  });
};

function withoutLatency(scheme: string): With {
  const cell = { scheme, rowBytes: 300, latencyMs: 0, concurrency: 4, schemeMs: [1_000] } as const;
  return (rows) => ({ plain: [plainCell({ ...cell, rows })] });
}

/** In the order of the targets. */
const figures: readonly With[] = [
  ...[50, 300, 1_000].flatMap((latencyMs) =>
    [1, 4].map((count) => slower({ latencyMs, concurrency: count })),
  ),
  concurrency(300),
  concurrency(1_000),
  withoutLatency('jushuitanWarehousesToKingdeeStocks'),
  withoutLatency('qimenSaleoutsToKingdeeOutstocks'),
  run((historyEvents) => ({ rows: 1_000, historyEvents })),
  run((kilobytes) => ({ rows: 1_000, historyBytes: kilobytes * 1_000 })),
  against((factor) => ({ historyEvents: 1_000 * factor })),
  against((factor) => ({ historyBytes: 100_000 / factor })),
  run((largestRunEvents) => ({ largestRunEvents })),
  run((megabytes) => ({ largestRunBytes: megabytes * 1e6 })),
  run((seconds) => ({ replayMs: seconds * 1_000 })),
  (ratio) => ({ growth: [growthCell({}), growthCell({ rows: 1e6, tenths: tenths(1, 1, 200 * ratio) })] }),
  run((ratio) => ({ rows: 1e6, tenths: tenths(10_000, 10_000 * ratio) })),
  (percent) => ({ budget: [budgetCell({ usedShare: percent / 100 })] }),
  (above) => ({ budget: [budgetCell({ perMinute: 100 - above })] }),
  (ratio) => fifty(ratio, 1),
  (ratio) => fifty(1, ratio),
  interrupted('worker killed'),
  interrupted('worker stopped'),
  interrupted('worker replaced'),
  (calls) => ({
    recovery: [{ what: 'worker stopped', secondsToNextPage: [1, 1], repeatedCalls: [0, calls] }],
  }),
  interrupted('server killed'),
  (seconds) => ({ start: [{ warm: true, seconds: [1, seconds, 100] }] }),
];

const cases = targets.map((target, index) => ({ target, what: target.what, at: figures[index]! }));

function judge({ what }: Target, sections: Sections): Judged {
  return verdicts(sections).find(({ target }) => target.what === what)!;
}

test('every target has a case, and a name of its own', () => {
  expect(figures).toHaveLength(targets.length);
  expect(new Set(targets.map(({ what }) => what)).size).toBe(targets.length);
});

test.each(cases)('$what: met at the limit, not met one step beyond', ({ target, at }) => {
  const { limit, digits, sense } = target;
  const beyond = limit + (sense === '≤' ? 1 : -1) * 10 ** -digits;
  expect(judge(target, at(limit))).toMatchObject({ figure: limit, verdict: 'met' });
  expect(judge(target, at(beyond))).toMatchObject({ verdict: 'not met' });
});

test('a figure is judged as it is shown', () => {
  const [{ target, at }] = cases as [(typeof cases)[number]];
  expect(judge(target, at(1.2004))).toMatchObject({ figure: 1.2, verdict: 'met' });
  expect(judge(target, at(1.2006))).toMatchObject({ figure: 1.201, verdict: 'not met' });
});

test.each(cases)('$what: not measured where there is no figure', ({ target }) => {
  expect(judge(target, {})).toEqual({ target, verdict: 'not measured' });
});

test('a measurement with every section leaves no target out', () => {
  const verdictsOf = verdicts(measurement.sections).map(({ verdict }) => verdict);
  expect(verdictsOf).not.toContain('not measured');
});

test('what falls under no target is judged by none', () => {
  const other: Sections = {
    plain: [plainCell({ latencyMs: 50, rowBytes: 300 }), plainCell({ latencyMs: 50, concurrency: 2 })],
    growth: [],
    start: [{ warm: false, seconds: [60] }],
  };
  expect(verdicts(other).filter(({ verdict }) => verdict !== 'not measured')).toEqual([]);
});

test('of several figures the worst is judged', () => {
  const fast = plainCell({ latencyMs: 50, plainMs: [1_000], schemeMs: [1_010] });
  const slow = plainCell({ latencyMs: 50, plainMs: [1_000], schemeMs: [1_500], scheme: 'another' });
  expect(verdicts({ plain: [fast, slow, fast] })[0]).toMatchObject({ figure: 1.5, verdict: 'not met' });
});

test('concurrency is compared within a scheme', () => {
  const one = plainCell({ concurrency: 1, plainMs: [1], schemeMs: [4_000] });
  const four = plainCell({ concurrency: 4, plainMs: [1], schemeMs: [1_000], scheme: 'another' });
  const pace = verdicts({ plain: [one, four] }).filter(({ target }) =>
    target.what.startsWith('pace at concurrency 4'),
  );
  expect(pace.map(({ verdict }) => verdict)).toEqual(['not measured', 'not measured']);
});

test.each([{ perSecond: 4 }, { perMinute: 99 }])('one call above %j is told', (limit) => {
  const [above] = verdicts({ budget: [budgetCell(limit)] }).filter(({ target }) =>
    target.what.startsWith('calls above'),
  );
  expect(above).toMatchObject({ figure: 1, verdict: 'not met' });
});
