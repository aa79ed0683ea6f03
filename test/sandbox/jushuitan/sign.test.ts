import { signGateway, signOpen } from '../../../sandbox/jushuitan/sign';

const fields = {
  app_key: 'demo-app',
  access_token: 'demo-token',
  timestamp: '1700000000',
  charset: 'utf-8',
  version: '2',
};
const openSign = (form: object) =>
  signOpen(new Map(Object.entries(form) as [string, string][]), 'demo-secret');

test.each([
  ['{"page_index":1,"page_size":30}', '112c574996367b535b69c694eb9d8d59'],
  ['{"name":"主仓"}', '96b27cbaaec28a0597a5f1fd3a427c36'],
])('open platform vector %s', (biz, sign) => {
  expect(openSign({ ...fields, biz })).toBe(sign);
  expect(openSign({ biz, ...fields, sign: 'ignored', empty: '' })).toBe(sign);
});

test('token call vector', () => {
  const form = {
    app_key: 'demo-app',
    timestamp: '1700000000',
    grant_type: 'authorization_code',
    charset: 'utf-8',
    code: 'abc123',
  };
  expect(openSign(form)).toBe('89c740774c35097adfda35d539416c07');
});

test('old gateway vector: the order of the URL, wherever method and partnerid stand in it', () => {
  const url = 'partnerid=demo-partner&token=demo-token&method=wms.partner.query&ts=1700000000&sign=x';
  const parameters = new Map(new URLSearchParams(url));
  expect(signGateway(parameters, 'demo-partner-key')).toBe('1f483f1d2a21633b8522c70a5bad5f65');
  const swapped = new Map(new URLSearchParams(url.replace('token=demo-token&', '') + '&token=demo-token'));
  expect(signGateway(swapped, 'demo-partner-key')).not.toBe('1f483f1d2a21633b8522c70a5bad5f65');
});
