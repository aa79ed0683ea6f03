import { movedToNow } from '../../../src/activities/repair/readAgain';
import { repairId, shortKey } from '../../../src/activities/repair/repairId';

const now = Date.parse('2026-11-27T12:00:00+08:00');

test('a slice moves to one of the same length that ends now', () => {
  const values = {
    'WINDOW_FROM|datetime': '2026-11-01 00:00:00',
    'WINDOW_TO|datetime': '2026-11-07 23:59:59',
  };
  expect(movedToNow(values, now)).toEqual({
    'WINDOW_FROM|datetime': '2026-11-20 12:00:01',
    'WINDOW_TO|datetime': '2026-11-27 12:00:00',
  });
});

test('an open window keeps its beginning', () => {
  const values = {
    'LAST_SYNC_TIME|datetime': '2026-01-01 00:00:00',
    'CURRENT_TIME|datetime': '2026-11-01 00:00:00',
  };
  expect(movedToNow(values, now)).toEqual({ ...values, 'CURRENT_TIME|datetime': '2026-11-27 12:00:00' });
});

test.each([{}, { 'LAST_SYNC_TIME|datetime': '2026-01-01 00:00:00' }])('%j names no end', (values) => {
  expect(movedToNow(values, now)).toBeUndefined();
});

test('a repair has the record in its id, and long keys stay apart', () => {
  expect(repairId('scheme', '10000008')).toBe('repair/scheme/10000008');
  const [one, other] = ['客户'.repeat(200) + '1', '客户'.repeat(200) + '2'];
  expect(shortKey(one)).toHaveLength(180);
  expect(shortKey(one)).not.toBe(shortKey(other));
});
