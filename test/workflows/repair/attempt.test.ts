import { ActivityFailure, ApplicationFailure, CancelledFailure, TimeoutFailure } from '@temporalio/common';
import { ofFailure, checkDelay, autoRetryDelay, unreachedDelay } from '../../../src/workflows/repair/attempt';
import type { RepairTask } from '../../../src/contract/repair';
import { AUTO_RETRY } from '../../../src/contract/policies';

/** What failed, as the workflow sees it. */
const failed = (cause: Error) =>
  new ActivityFailure('activity failed', 'syncRecord', '1', 'MAXIMUM_ATTEMPTS_REACHED', 'worker', cause);
const typed = (type: string) => failed(ApplicationFailure.create({ message: 'its words', type }));
const died = failed(new TimeoutFailure('heartbeat', undefined, 'HEARTBEAT'));
const asked = { looksUp: true } as RepairTask;
const unasked = { looksUp: false } as RepairTask;

test.each(['Unavailable', 'Throttled', 'InDoubt'])('%s: it is asked again later', (type) => {
  expect(ofFailure(typed(type), asked, true)).toEqual({ unreached: 'its words' });
});

test.each(['Unauthorized', 'Misconfigured', 'ProtocolViolation'])(
  '%s: a person reads it in the note',
  (type) => {
    expect(ofFailure(typed(type), asked, true)).toEqual({ note: `${type}: its words` });
  },
);

test('a worker that died in a write is asked for again where the target can be looked up', () => {
  expect(ofFailure(died, asked, true)).toEqual({ unreached: 'heartbeat' });
});

test('where it cannot, the record is in doubt; but not after a look', () => {
  expect(ofFailure(died, unasked, true)).toMatchObject({ rejection: { outcome: 'in-doubt' } });
  expect(ofFailure(died, unasked, false)).toEqual({ unreached: 'heartbeat' });
  expect(ofFailure(typed('Unavailable'), unasked, true)).toEqual({ unreached: 'its words' });
});

test('a cancel and a fault of our own pass', () => {
  expect(() => ofFailure(failed(new CancelledFailure('cancelled')), asked, true)).toThrow('activity failed');
  expect(() => ofFailure(new TypeError('ours'), asked, true)).toThrow('ours');
});

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe.each(Object.keys(AUTO_RETRY))('the schedule of %s', (cause) => {
  const waits = Array.from({ length: 40 }, (_, tried) => autoRetryDelay(cause, tried, true) ?? 0);

  it('begins within a working day and grows to a day at most', () => {
    expect(waits[0]).toBeGreaterThanOrEqual(MINUTE);
    expect(waits[0]).toBeLessThanOrEqual(DAY / 3);
    expect(Math.max(...waits)).toBeLessThanOrEqual(DAY);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[1]).toBe(2 * (waits[0] ?? 0));
  });
});

test.each(['mapping', 'duplicate-number', 'source-row-gone', 'other', 'constructor', 'value-too-long'])(
  'a repair for %s waits for a person or a run',
  (cause) => expect(autoRetryDelay(cause, 0, true)).toBeUndefined(),
);

test('what is in doubt where nothing can be looked up is never sent again by itself', () => {
  expect(autoRetryDelay('in-doubt', 0, false)).toBeUndefined();
  expect(autoRetryDelay('in-doubt', 0, true)).toBe(5 * MINUTE);
  expect(autoRetryDelay('not-sent', 0, false)).toBe(5 * MINUTE);
});

test('a month of a closed period costs few calls', () => {
  let [elapsed, tries] = [0, 0];
  for (; elapsed < 30 * DAY; tries += 1) elapsed += autoRetryDelay('closed-period', tries, true) ?? 0;
  expect(tries).toBeLessThan(35);
});

test('pauses between checks and between calls to a dead platform grow too', () => {
  expect([0, 1, 2, 50].map(checkDelay)).toEqual([15 * MINUTE, 30 * MINUTE, 60 * MINUTE, DAY]);
  expect([0, 1, 50].map(unreachedDelay)).toEqual([MINUTE, 2 * MINUTE, 60 * MINUTE]);
});
