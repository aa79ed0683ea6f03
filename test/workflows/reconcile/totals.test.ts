import type { Comparison, Difference } from '../../../src/contract/reconcile';
import {
  differenceOf,
  faultsIn,
  KEPT_FINDINGS,
  NOTHING,
  roomIn,
  together,
} from '../../../src/workflows/reconcile/totals';

const missing = (...keys: string[]): Comparison => {
  const findings: Difference[] = keys.map((key) => ({ key }));
  return {
    source: { records: keys.length, quantity: '1.5', amount: '0.1' },
    target: { records: 0, quantity: '0', amount: '0' },
    counts: { ...NOTHING.counts, missing: keys.length },
    found: { ...NOTHING.found, missing: findings },
  };
};

test('slices add up exactly, and findings come in the order of their keys', () => {
  const both = together(together(NOTHING, missing('c', 'a')), missing('b'));
  expect(both.source).toEqual({ records: 3, quantity: '3', amount: '0.2' });
  expect(both.found.missing.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  expect(faultsIn(both)).toBe(3);
  expect(differenceOf(both)).toEqual({ quantity: '-3', amount: '-0.2' });
});

test('what is not added up stays so', () => {
  expect(together(NOTHING, NOTHING)).toEqual(NOTHING);
  expect(differenceOf(NOTHING)).toBeUndefined();
});

test('a report names so many of a kind and counts all', () => {
  const keys = Array.from({ length: KEPT_FINDINGS + 20 }, (_, index) => String(index));
  const both = together(missing(...keys), missing('x'));
  expect(both.found.missing).toHaveLength(KEPT_FINDINGS);
  expect(both.counts.missing).toBe(KEPT_FINDINGS + 21);
  expect(roomIn(both)).toMatchObject({ missing: 0, extra: KEPT_FINDINGS });
});
