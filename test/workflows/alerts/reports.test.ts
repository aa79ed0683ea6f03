import { reconciledReports, reconciliationGroup } from '../../../src/workflows/alerts/reports';
import type { Reconciliation } from '../../../src/contract/reconcile';

const title = { en: 'bills', zh: '单据' };
const clean = { scheme: 'bills', outcome: 'clean', source: {}, target: {}, counts: {}, found: {} };
const settled = (input: object, days: object) =>
  reconciledReports(title, { scheme: 'bills', ...input }, { ...clean, ...days } as Reconciliation).map(
    ({ groupKey, resolves }) => [groupKey, ...resolves],
  );

const october = { from: '2026-10-01', to: '2026-10-31' };

test('a reconciliation of given days resolves what was wrong with these', () => {
  expect(reconciliationGroup({ scheme: 'bills', ...october })).toBe('reconcile 2026-10-01 2026-10-31');
  expect(settled(october, october)).toEqual([['reconcile 2026-10-01 2026-10-31', 'difference', 'failed']]);
});

test('one without days resolves the differences of its days, and the failure of one without days', () => {
  expect(settled({}, october)).toEqual([
    ['reconcile 2026-10-01 2026-10-31', 'difference'],
    ['reconcile', 'failed'],
  ]);
});
