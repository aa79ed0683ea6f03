import { signGateway, signOpenapi, unixSeconds } from '../../../src/connectors/jushuitan/generations';

const common = { app_key: 'demo-app', timestamp: '1700000000', charset: 'utf-8' };
const method = { ...common, access_token: 'demo-token', version: '2' };

test.each([
  ['a method', { ...method, biz: '{"page_index":1,"page_size":30}' }, '112c574996367b535b69c694eb9d8d59'],
  ['Chinese text', { ...method, biz: '{"name":"主仓"}' }, '96b27cbaaec28a0597a5f1fd3a427c36'],
  [
    'a token call',
    { ...common, grant_type: 'authorization_code', code: 'abc123' },
    '89c740774c35097adfda35d539416c07',
  ],
  [
    'empty fields and an old signature, which do not count',
    { ...method, biz: '{"name":"主仓"}', empty: '', sign: 'x' },
    '96b27cbaaec28a0597a5f1fd3a427c36',
  ],
])('open platform: %s', (_name, fields, digest) => {
  expect(signOpenapi(fields, 'demo-secret')).toBe(digest);
});

test('old gateway', () => {
  const caller = { partnerId: 'demo-partner', partnerKey: 'demo-partner-key', token: 'demo-token' };
  expect(signGateway('wms.partner.query', '1700000000', caller)).toBe('1f483f1d2a21633b8522c70a5bad5f65');
});

test('timestamps are Unix seconds of 10 digits', () => {
  expect(unixSeconds()).toMatch(/^\d{10}$/);
});
