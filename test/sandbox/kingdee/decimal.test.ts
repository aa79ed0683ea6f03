import { over, share, times, total } from '../../../sandbox/kingdee/bills/decimal';

test.each([
  [1.005, 1, 2, 1.01],
  [-1.005, 1, 2, -1.01],
  [0.1, 3, 2, 0.3],
  [33.333333, 3, 2, 100],
  [1e21, 2, 2, 2e21],
  [0, -5, 2, 0],
])('%d times %d with %d digits is %d', (a, b, digits, result) => {
  expect(times(a, b, digits)).toBe(result);
});

test('a quotient is rounded half away from zero, by 0 it is 0', () => {
  expect([over(100, 3, 6), over(-1, 8, 2), over(1, 0, 2)]).toEqual([33.333333, -0.13, 0]);
});

test('a share is rounded once', () => {
  expect([share(113, 13, 113, 2), share(10, 13, 113, 2), share(5, 1, 0, 2)]).toEqual([13, 1.15, 0]);
});

test('a sum adds in decimal', () => {
  expect(total([0.1, 0.2, -0.3], 2)).toBe(0);
  expect(total(Array<number>(1000).fill(0.01), 2)).toBe(10);
});

test('small and large factors are read alike', () => {
  const values = [0.1, 99_999.99, 100_000.01, 123_456_789.12, -8.849558, 2.946903];
  for (const value of values) expect([value, times(value, 1, 6)]).toEqual([value, value]);
});
