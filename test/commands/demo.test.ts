import { type DemoResult, isAsItMust } from '../../dev/demo/result';
import { schemes } from '../../src/workflows/catalogue';
import type { Counts, RunReport } from '../../src/contract/run';
import type { Reconciliation } from '../../src/contract/reconcile';
import { jinqiaoInShell } from './jinqiao';

/** Kingdee's letter of an audited document. */
const audited = 'C';

const done = (reports: readonly RunReport[], outcome: keyof Counts) =>
  Object.fromEntries(reports.map(({ scheme, counts }) => [scheme, counts[outcome]]));
const read = (reports: readonly RunReport[]) =>
  Object.fromEntries(reports.map((report) => [report.scheme, report.read]));
const nothing = Object.fromEntries(Object.keys(schemes).map((name) => [name, 0]));

test('the demonstration runs every scheme, writes everything once and nothing twice', async () => {
  const { code, stdout, stderr } = await jinqiaoInShell(['demo', '--json']);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const { first, second, writesOfSecondRound, holdings, reconciled } = JSON.parse(stdout) as DemoResult;

  const last = 'kingdeeOutstocksToAudited';
  expect([...first, ...second].filter(({ outcome }) => outcome !== 'clean')).toEqual([]);
  expect(done(first, 'created')).toEqual({ ...read(first), [last]: 0 });
  expect(done(first, 'audited')).toEqual({ ...nothing, [last]: 40 });
  expect(read(second)).toEqual({ ...read(first), [last]: 0 });
  expect(done(second, 'unchanged')).toEqual(read(second));
  expect(writesOfSecondRound.taken).toBe(0);
  expect(reconciled.map(({ scheme, outcome }) => [scheme, outcome])).toEqual(
    Object.keys(read(first))
      .filter((scheme) => scheme !== 'kingdeeCustomersToGreatonceDistributors')
      .map((scheme) => [scheme, 'clean']),
  );
  expect(reconciled.map(({ counts }) => counts.same)).toEqual([230, 60, expect.any(Number), 0]);

  const made = done(first, 'created');
  const saleouts = made.qimenSaleoutsToKingdeeOutstocks ?? 0;
  const distributors = made.kingdeeCustomersToGreatonceDistributors ?? 0;
  expect(saleouts).toBeGreaterThanOrEqual(2_000);
  expect(holdings.map(({ of, count, states }) => ({ of, count, states }))).toEqual([
    { of: 'stocks', count: 230, states: { [audited]: 230 } },
    { of: 'customers', count: 65, states: { [audited]: 65 } },
    { of: 'outstocks', count: saleouts + 40, states: { [audited]: saleouts + 40 } },
    { of: 'distributors', count: distributors, states: {} },
  ]);
}, 240_000);

describe('the demonstration fails', () => {
  const counts = { created: 0, unchanged: 0, audited: 0, skipped: 0, rejected: 0, inDoubt: 0 };
  const report = (changes: Partial<Counts>, outcome = 'clean') =>
    ({ outcome, counts: { ...counts, ...changes } }) as RunReport;
  const good: DemoResult = {
    first: [report({ created: 3 }), report({ audited: 2 })],
    second: [report({ unchanged: 3 }), report({})],
    writesOfSecondRound: { taken: 0, refused: 3 },
    reconciled: [{ outcome: 'clean' } as Reconciliation],
    holdings: [],
  };

  test('not when all is clean and nothing was written twice', () => {
    expect(isAsItMust(good)).toBe(true);
  });

  test.each<[string, Partial<DemoResult>]>([
    ['a run of the first round is not clean', { first: [report({ rejected: 1 }, 'attention')] }],
    ['a run of the second round is not clean', { second: [report({ inDoubt: 1 }, 'attention')] }],
    ['the second round created something', { second: [report({ created: 1 })] }],
    ['the second round audited something', { second: [report({ audited: 1 })] }],
    ['the sides differ', { reconciled: [{ outcome: 'attention' } as Reconciliation] }],
    ['a platform took a write', { writesOfSecondRound: { taken: 1, refused: 0 } }],
  ])('when %s', (_, changes) => {
    expect(isAsItMust({ ...good, ...changes })).toBe(false);
  });
});
