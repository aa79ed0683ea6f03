import { ForeignClock } from '../../src/budget/shared';

/** The other clock is ahead by this much. */
const ahead = 5_000;

/** An exchange whose request took `there` ms and whose answer took `back` ms. */
function exchange(clock: ForeignClock, at: number, there: number, back: number): void {
  clock.learn(at, at + there + back, at + there + ahead);
}

test('a moment there lies between its bounds here', () => {
  const clock = new ForeignClock();
  exchange(clock, 1_000, 3, 40);
  expect(clock.notAfter(7_000)).toBeLessThanOrEqual(2_000);
  expect(clock.notBefore(7_000)).toBeGreaterThanOrEqual(2_000);
});

test('exchanges together say it better than the quickest alone', () => {
  const clock = new ForeignClock();
  expect(clock.uncertaintyMs).toBe(Infinity);
  exchange(clock, 1_000, 2, 40);
  exchange(clock, 1_100, 300, 1);
  expect(clock.uncertaintyMs).toBeLessThan(6);
  expect(clock.notAfter(7_000)).toBeLessThanOrEqual(2_000);
  expect(clock.notBefore(7_000)).toBeGreaterThanOrEqual(2_000);
});

test('what was learned long ago is worth less', () => {
  const clock = new ForeignClock();
  exchange(clock, 1_000, 1, 1);
  const before = clock.uncertaintyMs;
  exchange(clock, 61_000, 500, 500);
  expect(clock.uncertaintyMs).toBeGreaterThan(before + 10);
});

test('a clock that was set is learned anew', () => {
  const clock = new ForeignClock();
  exchange(clock, 1_000, 1, 1);
  clock.learn(2_000, 2_010, 60_000);
  expect(clock.notBefore(60_000)).toBe(2_010);
  expect(clock.notAfter(60_000)).toBe(1_999);
});
