import { busiest, median, ratios, spreadOf } from '../../bench/statistics';

test.each([
  [[7], 7],
  [[9, 1, 2], 2],
  [[4, 1, 100, 2], 3],
])('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

test('no rounds have no median', () => {
  expect(() => median([])).toThrow(RangeError);
});

test('the spread is the lowest and the highest round beside the median', () => {
  expect(spreadOf([5, 1, 3])).toEqual({ median: 3, low: 1, high: 5 });
});

test('a ratio is taken within each round, not between medians', () => {
  const rounds = { plainMs: [100, 200, 400], schemeMs: [110, 400, 420] };
  expect(ratios(rounds)).toEqual({ median: 1.1, low: 1.05, high: 2 });
});

test('a round that lacks one of its times is refused', () => {
  expect(() => ratios({ plainMs: [100], schemeMs: [100, 100] })).toThrow('a round lacks');
});

test.each([
  { what: 'a window without its end', times: [0, 999, 1_000], most: 2 },
  { what: 'a window that begins anywhere', times: [0, 900, 1_000, 1_100, 1_899], most: 4 },
  { what: 'several calls at once', times: [5, 5, 5], most: 3 },
  { what: 'no calls', times: [], most: 0 },
])('the busiest second: $what', ({ times, most }) => {
  expect(busiest(times, 1_000)).toBe(most);
});
