import { Thresholds } from '../../../src/workflows/engine/failedRecords';

const limits = { rejected: 200, share: 0.5, consecutive: 50 };
const off = { rejected: 0, share: 0, consecutive: 0 };

/** Counts pages of [read, refused] and answers after which of them, from 1, the run should pause. */
function pausesAfter(pages: readonly (readonly [number, number])[], given = limits): number {
  const thresholds = new Thresholds();
  return pages.findIndex(([read, refused]) => thresholds.count(given, read, refused) !== undefined) + 1;
}
const repeated = (read: number, refused: number, times: number) =>
  Array.from({ length: times }, () => [read, refused] as const);

test.each([
  ['a small run with many refusals', [[3, 2]], 0],
  ['a small run in which all is refused', [[3, 3]], 0],
  ['a page in which half is refused', [[50, 25]], 1],
  ['a page in which nearly half is refused', [[50, 24]], 0],
  ['pages in which few are refused, for long', repeated(50, 5, 39), 0],
  ['the two hundredth refusal', repeated(50, 5, 40), 40],
  ['small pages that are refused altogether', repeated(10, 10, 5), 5],
  ['nothing refused', repeated(50, 0, 1_000), 0],
] as const)('%s', (_, pages, expected) => {
  expect(pausesAfter(pages as readonly (readonly [number, number])[])).toBe(expected);
});

test('0 switches each limit off', () => {
  expect(pausesAfter(repeated(50, 50, 100), off)).toBe(0);
});

test('a page with one good record breaks a row of refusals', () => {
  const only = { ...off, consecutive: 50 };
  expect(
    pausesAfter(
      [
        [40, 40],
        [40, 39],
        [40, 40],
      ],
      only,
    ),
  ).toBe(0);
  expect(
    pausesAfter(
      [
        [40, 40],
        [40, 40],
      ],
      only,
    ),
  ).toBe(2);
});

test('resume counts anew, and a continued run goes on counting', () => {
  const thresholds = new Thresholds();
  expect(thresholds.count(limits, 50, 50)?.en).toContain('the last 50 records were all refused');
  thresholds.rearm();
  expect(thresholds.count(limits, 49, 49)).toBeUndefined();
  expect(new Thresholds(thresholds.snapshot()).count(limits, 1, 1)?.en).toContain('resume');
});
