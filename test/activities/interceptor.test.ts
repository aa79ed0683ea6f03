import { logAttributesOf } from '../../src/activities/interceptor';

const page = { scheme: 'shops', page: { number: 7, size: 50 }, parameters: { secret: 'x' } };

test.each([
  ['a page', 'syncPage', page, { scheme: 'shops', page: 7 }],
  [
    'a page of a slice',
    'syncPage',
    { ...page, values: { 'WINDOW_FROM|datetime': '2026-11-03 00:00:00' } },
    { scheme: 'shops', page: 7, slice: '2026-11-03 00:00:00' },
  ],
  [
    'a page of what changed',
    'syncPage',
    { ...page, changed: {} },
    { scheme: 'shops', page: 7, slice: 'changed' },
  ],
  ['an audit', 'auditPage', { scheme: 'shops', written: [['1', 'key']] }, { scheme: 'shops' }],
  ['a slice of a reconciliation', 'compareSlice', { page, paging: 'number' }, { scheme: 'shops', page: 7 }],
  ['one record', 'syncRecord', { page, key: 'K1' }, { scheme: 'shops', page: 7 }],
  ['repairs to open', 'openRepairs', { page, rejected: [] }, { scheme: 'shops', page: 7 }],
  ['a report for the alerts', 'reportAlert', { scheme: 'shops', raised: [] }, { scheme: 'shops' }],
  [
    'a message about one scheme',
    'sendAlert',
    { notifications: [{ scheme: 'shops' }, { scheme: 'shops' }] },
    { scheme: 'shops' },
  ],
  ['a message about two', 'sendAlert', { notifications: [{ scheme: 'shops' }, { scheme: 'bills' }] }, {}],
  ['the name of a scheme', 'planRun', 'shops', { scheme: 'shops' }],
  ['nothing', 'syncPage', undefined, {}],
  ['something else', 'syncPage', 7, {}],
  ['an activity that nobody knows', 'toString', page, {}],
])('of %s the log names scheme, page and slice only', (_, activity, task, attributes) => {
  expect(logAttributesOf(activity, task)).toEqual(attributes);
});
