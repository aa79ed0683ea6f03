import { daysOf, slicesOf, windowValues } from '../../../src/activities/reconcile/days';
import { hasWindow } from '../../../src/activities/plan/window';
import { schemes } from '../../../src/workflows/catalogue';

const bills = schemes.qimenSaleoutsToKingdeeOutstocks!;
const shops = schemes.guanyiShopsToKingdeeCustomers!;
const stocks = schemes.jushuitanWarehousesToKingdeeStocks!;
/** 1 October, half past midnight in Shanghai; still September in UTC. */
const now = Date.parse('2026-09-30T16:30:00Z');

test.each([
  ['sliced: up to yesterday', bills, {}, undefined, { from: '2026-09-30', to: '2026-09-30' }],
  [
    'sliced: from the configured beginning',
    bills,
    {},
    '2026-09-01 08:00:00',
    { from: '2026-09-01', to: '2026-09-30' },
  ],
  [
    'sliced: a beginning after the end',
    bills,
    { to: '2026-08-31' },
    '2026-09-01 00:00:00',
    { from: '2026-08-31', to: '2026-08-31' },
  ],
  [
    'sliced: today, where it is asked for',
    bills,
    { from: '2026-10-01' },
    undefined,
    { from: '2026-10-01', to: '2026-10-01' },
  ],
  ['any length: open', shops, {}, '2026-09-01 00:00:00', {}],
  ['any length: as asked', shops, { from: '2026-09-01' }, undefined, { from: '2026-09-01' }],
  ['no window', stocks, {}, undefined, {}],
])('%s', (_, table, asked, since, days) => {
  expect(daysOf(table, asked, since, now)).toEqual(days);
});

test.each([
  [stocks, { from: '2026-01-01' }, /has no window/],
  [bills, { from: '2026-1-1' }, /whole day/],
  [bills, { from: '2026-13-01' }, /whole day/],
  [bills, { to: '2026-02-30' }, /whole day/],
  [bills, { from: '2026-02-01 00:00:00' }, /whole day/],
  [bills, { from: '2026-02-02', to: '2026-02-01' }, /is after/],
  [bills, { from: '2026-10-02' }, /from 2026-10-02 is after today/],
])('%#: days that make no sense are refused', (table, asked, words) => {
  expect(() => daysOf(table, asked, undefined, now)).toThrow(words);
});

test('slices are whole days, none left out and none twice', () => {
  const month = { from: '2026-02-27', to: '2026-03-02' };
  const starts = slicesOf(month, 1).map(({ from, to }) => [from, to]);
  expect(starts).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'].map((day) => [day, day]));
  expect(slicesOf(month, 3)).toEqual([
    { from: '2026-02-27', to: '2026-03-01' },
    { from: '2026-03-02', to: '2026-03-02' },
  ]);
  expect(slicesOf({}, undefined)).toEqual([{}]);
});

test('a window ends with the midnight after its last day, or now', () => {
  expect(windowValues({ from: '2026-09-29', to: '2026-09-30' }, undefined, now)).toMatchObject({
    'WINDOW_FROM|datetime': '2026-09-29 00:00:00',
    'WINDOW_TO|datetime': '2026-10-01 00:00:00',
  });
  expect(windowValues({ from: '2026-10-01', to: '2026-10-01' }, undefined, now)).toMatchObject({
    'WINDOW_TO|datetime': '2026-10-01 00:30:00',
  });
  expect(windowValues({}, '2000-01-01 00:00:00', now)).toMatchObject({
    'LAST_SYNC_TIME|datetime': '2000-01-01 00:00:00',
    'CURRENT_TIME|datetime': '2026-10-01 00:30:00',
  });
});

test('schemes with a window are told from those without', () => {
  expect(
    Object.values(schemes)
      .filter((table) => !hasWindow(table))
      .map(({ name }) => name),
  ).toEqual(['jushuitanWarehousesToKingdeeStocks', 'kingdeeCustomersToGreatonceDistributors']);
});
