import { aboutTask } from '../../src/activities/interceptor';

const page = { scheme: 'shops', page: { number: 7, size: 50 }, parameters: { secret: 'x' } };

test.each([
  ['a page', page, { scheme: 'shops', page: 7 }],
  [
    'a page of a slice',
    { ...page, values: { 'WINDOW_FROM|datetime': '2026-11-03 00:00:00' } },
    { scheme: 'shops', page: 7, slice: '2026-11-03 00:00:00' },
  ],
  ['a page of what changed', { ...page, changed: {} }, { scheme: 'shops', page: 7, slice: 'changed' }],
  ['an audit', { scheme: 'shops', written: [['1', 'key']] }, { scheme: 'shops' }],
  ['a slice of a reconciliation', { page, paging: 'number' }, { scheme: 'shops', page: 7 }],
  ['one record', { page, key: 'K1' }, { scheme: 'shops', page: 7 }],
  ['repairs to open', { page, rejected: [] }, { scheme: 'shops', page: 7 }],
  [
    'a report for the alerts',
    { taskQueue: 'q', report: { scheme: 'shops', raised: [] } },
    { scheme: 'shops' },
  ],
  [
    'a message about one scheme',
    { notifications: [{ scheme: 'shops' }, { scheme: 'shops' }] },
    { scheme: 'shops' },
  ],
  ['a message about two', { notifications: [{ scheme: 'shops' }, { scheme: 'bills' }] }, {}],
  ['the name of a scheme', 'shops', { scheme: 'shops' }],
  ['nothing', undefined, {}],
  ['something else', 7, {}],
])('of %s the log names scheme, page and slice only', (_, task, about) => {
  expect(aboutTask(task)).toEqual(about);
});
