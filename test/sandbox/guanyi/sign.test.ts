import { GuanyiBench } from './support';

let bench: GuanyiBench;

beforeAll(async () => {
  bench = await GuanyiBench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());

const head =
  '{"appkey":"100001","sessionkey":"sandboxsession0000000000000000001","method":"gy.erp.shop.get",';
const one = `${head}"page_no":1,"page_size":10}`;
const three = `${head}"page_no":1,"page_size":10,"code":"店铺/A-1"}`;
const sorted =
  '{"appkey":"100001","method":"gy.erp.shop.get","page_no":1,"page_size":10,"sessionkey":"sandboxsession0000000000000000001"}';
const dated = `${head}"page_no":1,"page_size":10,"modify_start_date":"2024-01-01 00:00:00","modify_end_date":"2024-01-02 00:00:00"}`;
const withSign = (text: string, sign: string) => text.replace(/\}$/, `,"sign":"${sign}"}`);
const succeeds = async (body: string, type?: string) => (await bench.post(body, type)).json.success;

const vectors = [
  [one, '55EF95C34EF348CCB7C598DD84ACADFC'],
  [dated, 'C7D8F798361D3E2E009DFE1B33BD863C'],
  [three, 'A5A590D17EB3737BCB4FA29238BDBAA7'],
  [sorted, 'BFABC7DD6C9939AC465C65FAEAA2F772'],
  [`${head}"page_no":"1","page_size":"10"}`, '52DCB66DFE778C97709D130BDEB20F54'],
] as const;
const firstSign = vectors[0][1];

test.each(vectors)('published vector %s', async (text, sign) => {
  expect(await succeeds(withSign(text, sign))).toBe(true);
});

test.each([
  ['blanks', one, 'C7C9FB40C6BCB7FC9610346B4CB36FA3'],
  ['blanks, sent so', one.replaceAll(':', ': ').replaceAll(',', ', '), 'C7C9FB40C6BCB7FC9610346B4CB36FA3'],
  ['\\u', three, '53D3B968F0D8399184701181B6B93B1C'],
  ['\\u, sent so', three.replace('店铺', '\\u5e97\\u94fa'), '53D3B968F0D8399184701181B6B93B1C'],
  ['\\/', three, 'C2425BB480C8A51740CFF56E00E1774D'],
  ['\\/, sent so', three.replace('/', '\\/'), 'C2425BB480C8A51740CFF56E00E1774D'],
  ['another order', one, vectors[3][1]],
  ['the sign of other values', one, vectors[4][1]],
])('a sign over %s is refused', async (_name, text, sign) => {
  const { json } = await bench.post(withSign(text, sign));
  expect(json).toMatchObject({ success: false, errorCode: 'SIM-SIGN' });
});

test('the plain text is signed, whatever the spelling of the body', async () => {
  const spaced = three.replace('店铺/', '\\u5e97\\u94fa\\/').replaceAll(',', ' ,\n ');
  expect(await succeeds(withSign(spaced, vectors[2][1]))).toBe(true);
});

test.each(['{"sign":"$",', '{"appkey":"100001","sign":"$",'])(
  'sign may stand elsewhere: %s',
  async (start) => {
    const end = one.slice(start.includes('appkey') ? '{"appkey":"100001",'.length : 1);
    expect(await succeeds(start.replace('$', firstSign) + end)).toBe(true);
  },
);

test.each(['application/json;charset=utf-8', 'text/json', 'text/xml', 'x'])(
  'content type %s',
  async (type) => {
    expect(await succeeds(withSign(one, firstSign), type)).toBe(true);
  },
);

test('the whole text percent-encoded, blanks as +', async () => {
  const encoded = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');
  expect(await succeeds(encoded(withSign(one, firstSign)))).toBe(true);
  expect(await succeeds(encoded(withSign(dated, vectors[1][1])))).toBe(true);
  expect(await succeeds(encoded(withSign(three, vectors[2][1])))).toBe(true);
});

test('numbers may be signed as they were spelt', async () => {
  const text = one.replace(':10}', ':10.0}');
  expect(await succeeds(bench.signed(text))).toBe(true);
  await bench.switches({ signOver: 'reserialised' });
  expect(await succeeds(bench.signed(text))).toBe(false);
  expect(await succeeds(bench.signed(text, one))).toBe(true);
});

test('a text that looks like a sign stays signed', async () => {
  const code = JSON.stringify('x,"sign":"y"');
  const text = `${head}"code":${code}}`;
  expect(await succeeds(bench.signed(text))).toBe(true);
  await bench.switches({ signOver: 'received' });
  expect(await succeeds(bench.signed(text))).toBe(true);
});

test('over what was received, blanks and escapes count', async () => {
  await bench.switches({ signOver: 'received' });
  const spaced = one.replaceAll(',', ', ');
  expect(await succeeds(bench.signed(spaced))).toBe(true);
  expect(await succeeds(bench.signed(spaced, one))).toBe(false);
});

test('a sign in lower case is accepted only where the switch says so', async () => {
  const body = withSign(one, firstSign.toLowerCase());
  expect(await succeeds(body)).toBe(false);
  await bench.switches({ lowercaseSign: true });
  expect(await succeeds(body)).toBe(true);
});
