import { RateCounter } from '../../sandbox/rate';

const limits = { ratePerSecond: 2, ratePerMinute: 4 };

/** Calls at these milliseconds; the window that refuses each and until when, or `ok`. */
function at(counter: RateCounter, ...moments: number[]): string[] {
  return moments.map((moment) => {
    const overrun = counter.take('', new Date(moment), limits);
    return overrun ? `${overrun.window} ${moment + overrun.milliseconds}` : 'ok';
  });
}

test('any second holds so many calls, any minute so many', () => {
  const calls = at(new RateCounter(), 0, 400, 999, 1000, 1200, 1400, 2500, 59_999, 60_000, 60_100, 60_400);
  const minute = 'minute 60000';
  expect(calls).toEqual([
    'ok',
    'ok',
    'second 1000',
    'ok',
    'second 1400',
    'ok',
    minute,
    minute,
    'ok',
    'minute 60400',
    'ok',
  ]);
});

test('a key has limits of its own, 0 is no limit', () => {
  const counter = new RateCounter();
  at(counter, 0, 0);
  expect(counter.take('other', new Date(0), limits)).toBeUndefined();
  expect(counter.take('', new Date(0), limits)).toEqual({ window: 'second', milliseconds: 1000 });
  expect(counter.take('', new Date(0), { ratePerSecond: 0, ratePerMinute: 0 })).toBeUndefined();
});
