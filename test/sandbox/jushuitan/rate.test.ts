import { RateCounter } from '../../../sandbox/jushuitan/rate';
import { Refusal } from '../../../sandbox/jushuitan/refusal';

const limits = { ratePerSecond: 2, ratePerMinute: 4 };

/** Calls at these milliseconds; the reason of each refusal, or `ok`. */
function at(counter: RateCounter, ...moments: number[]): string[] {
  return moments.map((moment) => {
    try {
      counter.count('', new Date(moment), limits);
      return 'ok';
    } catch (error) {
      return (error as Refusal).reason;
    }
  });
}

test('any second holds so many calls, any minute so many', () => {
  const calls = at(new RateCounter(), 0, 400, 999, 1000, 1200, 1400, 2500, 59_999, 60_000, 60_100, 60_400);
  const [ok, second, minute] = ['ok', 'tooManyASecond', 'tooManyAMinute'];
  expect(calls).toEqual([ok, ok, second, ok, second, ok, minute, minute, ok, minute, ok]);
});

test('a key has limits of its own, 0 is no limit', () => {
  const counter = new RateCounter();
  at(counter, 0, 0);
  expect(() => counter.count('other', new Date(0), limits)).not.toThrow();
  expect(() => counter.count('', new Date(0), limits)).toThrow(Refusal);
  expect(() => counter.count('', new Date(0), { ratePerSecond: 0, ratePerMinute: 0 })).not.toThrow();
});
