import { retryTransient } from '../../src/activities/retry';
import { ProtocolViolation, Throttled, Unavailable } from '../../src/connectors/errors';

const details = { platform: 'p', operation: 'o' };
const away = new Unavailable('away', details);
const busy = new Throttled('busy', details, 1);
const call = (signal = new AbortController().signal) => ({ signal });

/** Fails with these errors first, then answers. */
function failing(...errors: readonly Error[]) {
  let calls = 0;
  return {
    calls: () => calls,
    ask: () => {
      const error = errors[calls];
      calls += 1;
      return error === undefined ? Promise.resolve('answer') : Promise.reject(error);
    },
  };
}

test('a platform that is busy or away for a moment is asked again', async () => {
  const { ask, calls } = failing(away, busy, away);
  expect(await retryTransient(call(), ask, { pauses: [1, 1, 1] })).toBe('answer');
  expect(calls()).toBe(4);
});

test('in the end its error counts', async () => {
  await expect(retryTransient(call(), failing(away, busy, away).ask, { pauses: [1, 1] })).rejects.toBe(away);
});

test('what waiting cannot change is thrown at once', async () => {
  const { ask, calls } = failing(new ProtocolViolation('odd', details, ''));
  await expect(retryTransient(call(), ask, { pauses: [1] })).rejects.toThrow('odd');
  expect(calls()).toBe(1);
});

test('a cancel ends the waiting', async () => {
  const controller = new AbortController();
  const waiting = retryTransient(call(controller.signal), failing(away).ask, { pauses: [60_000] });
  controller.abort();
  await expect(waiting).rejects.toThrow();
});
