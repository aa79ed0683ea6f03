import { guanyiSettingsSchema } from '../../../src/connectors/guanyi/settings';
import { account } from './connection';

const given = { platform: 'guanyi', url: 'http://erp.example.com/rest/erp_open', ...account };

test('what may be left out', () => {
  expect(guanyiSettingsSchema.parse(given)).toEqual({
    ...given,
    encoding: 'raw',
    budget: { perSecond: 5, perMinute: 0 },
    refusals: {},
    http: {},
  });
});

test.each([
  ['another platform', { platform: 'qimen' }, 'platform'],
  ['no secret', { secret: undefined }, 'secret'],
  ['an empty session key', { sessionKey: ' ' }, 'sessionKey'],
  ['an unknown encoding', { encoding: 'base64' }, 'encoding'],
  ['an unknown kind of refusal', { refusals: { ignored: ['x'] } }, 'refusals'],
  [
    'an empty fragment, which would fit everything',
    { refusals: { throttled: [''] } },
    'refusals.throttled.0',
  ],
  ['a misspelt key', { appkey: 'k' }, ''],
])('%s is refused with its path', (_name, changes, path) => {
  const { error } = guanyiSettingsSchema.safeParse({ ...given, ...changes });
  expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
});
