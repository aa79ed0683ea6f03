import { jushuitanSettingsSchema } from '../../../src/connectors/jushuitan/settings';

const openapi = {
  platform: 'jushuitan',
  generation: 'openapi',
  url: 'https://openapi.example.com',
  appKey: 'k',
  appSecret: 's',
};
const gateway = {
  platform: 'jushuitan',
  generation: 'gateway',
  url: 'https://open.example.com/api/open/query.aspx',
  partnerId: 'p',
  partnerKey: 'k',
  token: 't',
};

test('limits default to those of the vendor', () => {
  expect(jushuitanSettingsSchema.parse(openapi)).toMatchObject({
    budget: { perSecond: 5, perMinute: 100 },
    http: {},
  });
  expect(jushuitanSettingsSchema.parse(gateway)).toMatchObject({ budget: { perSecond: 5, perMinute: 100 } });
});

test('numbers may be text, as environment variables give them, and secrets lose stray line ends', () => {
  const settings = {
    ...openapi,
    appSecret: 's\n',
    budget: { perMinute: '300' },
    http: { headersTimeoutMs: '900' },
  };
  expect(jushuitanSettingsSchema.parse(settings)).toMatchObject({
    appSecret: 's',
    budget: { perSecond: 5, perMinute: 300 },
    http: { headersTimeoutMs: 900 },
  });
});

test.each([
  ['another platform', { ...openapi, platform: 'kingdee' }, 'platform'],
  ['no generation', { ...openapi, generation: undefined }, 'generation'],
  ['no secret', { ...openapi, appSecret: undefined }, 'appSecret'],
  ['an empty secret', { ...openapi, appSecret: ' ' }, 'appSecret'],
  ['no address', { ...openapi, url: 'openapi.example.com' }, 'url'],
  ['another protocol', { ...openapi, url: 'ftp://openapi.example.com' }, 'url'],
  ['a query in the address', { ...gateway, url: `${gateway.url}?method=x` }, 'url'],
  ['a user in the address', { ...gateway, url: 'https://a:b@open.example.com' }, 'url'],
  ['an account with blanks', { ...openapi, budget: { account: 'a b' } }, 'budget.account'],
  ['a negative limit', { ...openapi, budget: { perSecond: -1 } }, 'budget.perSecond'],
  ['a misspelt key', { ...gateway, partnerid: 'x' }, ''],
  ['an open-platform key on the gateway', { ...gateway, appKey: 'x' }, ''],
])('%s is refused with its path', (_name, settings, path) => {
  const { error } = jushuitanSettingsSchema.safeParse(settings);
  expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
});
