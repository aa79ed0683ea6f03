import type { PageTask } from '../../../src/activities/tasks';
import { movedToNow } from '../../../src/activities/repair/readRecord';

const now = Date.parse('2026-11-27T12:00:00+08:00');
const page = { scheme: 'any' } as PageTask;
const moved = (values: PageTask['values']) => movedToNow({ ...page, values }, now)?.values;

test('what changed up to a moment is asked for up to now', () => {
  const within = { fields: ['io_date'], from: '2026-11-20 00:00:00', to: '2026-11-21 00:00:00' };
  const changed = { since: '2026-11-21T00:00:00.000Z', until: '2026-11-21T01:00:00.000Z', within };
  expect(movedToNow({ ...page, values: {}, changed }, now)?.changed).toEqual({
    since: '2026-11-27T03:00:00.000Z',
    until: '2026-11-27T04:00:00.000Z',
    within,
  });
});

test('a slice moves to one of the same length that ends now', () => {
  const values = {
    'WINDOW_FROM|datetime': '2026-11-01 00:00:00',
    'WINDOW_TO|datetime': '2026-11-07 23:59:59',
  };
  expect(moved(values)).toEqual({
    'WINDOW_FROM|datetime': '2026-11-20 12:00:01',
    'WINDOW_TO|datetime': '2026-11-27 12:00:00',
  });
});

test('an open window keeps its beginning', () => {
  const values = {
    'LAST_SYNC_TIME|datetime': '2026-01-01 00:00:00',
    'CURRENT_TIME|datetime': '2026-11-01 00:00:00',
  };
  expect(moved(values)).toEqual({ ...values, 'CURRENT_TIME|datetime': '2026-11-27 12:00:00' });
});

test.each([{}, { 'LAST_SYNC_TIME|datetime': '2026-01-01 00:00:00' }])('%j names no end', (values) => {
  expect(moved(values)).toBeUndefined();
});
