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

test('calls of a time without limits count once there are some', () => {
  const counter = new RateCounter();
  const none = { ratePerSecond: 0, ratePerMinute: 0 };
  for (let call = 0; call < 5_000; call++)
    expect(counter.take('', new Date(call * 100), none)).toBeUndefined();
  const last = 4_999 * 100;
  expect(counter.take('', new Date(last), { ratePerSecond: 0, ratePerMinute: 600 })).toEqual({
    window: 'minute',
    milliseconds: 100,
  });
  expect(counter.take('', new Date(last), { ratePerSecond: 0, ratePerMinute: 601 })).toBeUndefined();
});
