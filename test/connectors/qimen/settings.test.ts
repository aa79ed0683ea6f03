import { qimenSettingsSchema } from '../../../src/connectors/qimen/settings';

const given = {
  platform: 'qimen',
  url: 'http://gateway.example.com/router/qm',
  appKey: 'k',
  appSecret: 's',
  customerId: 'c',
};

test('what may be left out', () => {
  expect(qimenSettingsSchema.parse(given)).toEqual({
    ...given,
    targetAppKey: '23060081',
    listBy: 'page',
    signMethod: 'md5',
    budget: { perSecond: 5, perMinute: 100 },
    http: {},
  });
});

test.each([
  ['another platform', { platform: 'jushuitan' }, 'platform'],
  ['no secret', { appSecret: undefined }, 'appSecret'],
  ['no customer', { customerId: ' ' }, 'customerId'],
  ['an unknown signature', { signMethod: 'sha1' }, 'signMethod'],
  ['a query in the address', { url: `${given.url}?method=x` }, 'url'],
  ['a misspelt key', { customer_id: 'c' }, ''],
])('%s is refused with its path', (_name, changes, path) => {
  const { error } = qimenSettingsSchema.safeParse({ ...given, ...changes });
  expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
});
