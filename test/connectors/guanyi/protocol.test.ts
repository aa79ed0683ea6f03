import { signedBody, signText } from '../../../src/connectors/guanyi/protocol';
import { account } from './connection';

const paging = { page_no: '1', page_size: '10' };
const dates = { modify_start_date: '2024-01-01 00:00:00', modify_end_date: '2024-01-02 00:00:00' };
const begin =
  '{"appkey":"100001","sessionkey":"sandboxsession0000000000000000001","method":"gy.erp.shop.get",';

const bodyOf = (request: Record<string, string>, encoding: 'raw' | 'percent' = 'raw') =>
  signedBody('gy.erp.shop.get', request, { ...account, encoding }).body;

test.each([
  ['1', paging, `${begin}"page_no":1,"page_size":10}`, '55EF95C34EF348CCB7C598DD84ACADFC'],
  [
    '2',
    { ...paging, ...dates },
    `${begin}"page_no":1,"page_size":10,"modify_start_date":"2024-01-01 00:00:00","modify_end_date":"2024-01-02 00:00:00"}`,
    'C7D8F798361D3E2E009DFE1B33BD863C',
  ],
  [
    '3',
    { ...paging, code: '店铺/A-1' },
    `${begin}"page_no":1,"page_size":10,"code":"店铺/A-1"}`,
    'A5A590D17EB3737BCB4FA29238BDBAA7',
  ],
])(
  'published vector %s: exactly the signed text is sent, with the signature behind',
  (_n, request, signed, sign) => {
    expect(signText(signed, account.secret)).toBe(sign);
    expect(bodyOf(request)).toBe(`${signed.slice(0, -1)},"sign":"${sign}"}`);
  },
);

test.each([
  [
    '4',
    '{"appkey":"100001","method":"gy.erp.shop.get","page_no":1,"page_size":10,"sessionkey":"sandboxsession0000000000000000001"}',
    'BFABC7DD6C9939AC465C65FAEAA2F772',
  ],
  ['5', `${begin}"page_no":"1","page_size":"10"}`, '52DCB66DFE778C97709D130BDEB20F54'],
  [
    'bad a',
    '{"appkey": "100001", "sessionkey": "sandboxsession0000000000000000001", "method": "gy.erp.shop.get", "page_no": 1, "page_size": 10}',
    'C7C9FB40C6BCB7FC9610346B4CB36FA3',
  ],
  [
    'bad b',
    `${begin}"page_no":1,"page_size":10,"code":"\\u5e97\\u94fa/A-1"}`,
    '53D3B968F0D8399184701181B6B93B1C',
  ],
  ['bad c', `${begin}"page_no":1,"page_size":10,"code":"店铺\\/A-1"}`, 'C2425BB480C8A51740CFF56E00E1774D'],
])('published vector %s', (_name, signed, sign) => {
  expect(signText(signed, account.secret)).toBe(sign);
});

test('empty parameters are left out', () => {
  expect(bodyOf({ modify_start_date: '', ...paging, code: '' })).toBe(bodyOf(paging));
});

test('the whole text percent-encoded, spaces as +', () => {
  const request = { ...paging, code: "店铺 A+1 'x' <b>&*~%" };
  const body = bodyOf(request, 'percent');
  expect(body).toMatch(/^[\w.*+%-]+$/);
  expect(body).not.toContain('%20');
  expect(decodeURIComponent(body.replaceAll('+', ' '))).toBe(bodyOf(request));
});
