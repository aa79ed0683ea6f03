import { ActivityFailure, ApplicationFailure, CancelledFailure, TimeoutFailure } from '@temporalio/common';
import { ofFailure } from '../../../src/workflows/repair/attempt';
import type { RepairTask } from '../../../src/contract/repair';

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
