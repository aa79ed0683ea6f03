import { sign } from '../../../src/connectors/greatonce/client';

/** The protocol page's own vectors, made up. */
const secret = 'fedcba9876543210fedcba9876543210';
const query = {
  appKey: '200001',
  customerId: 'c100001',
  timestamp: '2024-01-01 08:00:00',
  method: 'greatonce.distributor.single.sync',
  format: 'json',
  sign_method: 'md5',
};
const raw =
  '{"actionType":"add","address":"示例路1号","balance_deduct_type":"1","distributorCode":"DIST0001","distributorCompanyName":"示例公司","distributorName":"示例分销商","mobile":"13800000000","contact":"示例联系人","distributorLevelName":"一级"}';
const escaped = raw.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

test.each([
  ['raw body', query, raw, '5A218AA37C3E1B3A85DD2FC4A3653894'],
  ['escaped body', query, escaped, 'C27A43E92BFC5F70D3872D9322073B88'],
  ['epoch milliseconds', { ...query, timestamp: '1704067200000' }, raw, '09E66BE1FEB82FB3C60709B02A4E6356'],
  ['an empty parameter is skipped', { ...query, v: '' }, raw, '5A218AA37C3E1B3A85DD2FC4A3653894'],
])('%s', (_, parameters, body, expected) => {
  expect(sign(parameters, body, secret)).toBe(expected);
});

test('an empty parameter counts where the site does not skip it', () => {
  expect(sign({ ...query, v: '' }, raw, secret, false)).not.toBe(sign(query, raw, secret));
});
