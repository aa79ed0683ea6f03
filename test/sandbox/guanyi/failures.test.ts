import { readFileSync } from 'node:fs';
import path from 'node:path';
import { GuanyiBench } from './support';

let bench: GuanyiBench;

beforeAll(async () => {
  bench = await GuanyiBench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());

const failure = (errorCode: string, errorDesc: string, requestMethod = 'gy.erp.shop.get') => ({
  success: false,
  errorCode,
  subErrorCode: '',
  errorDesc,
  subErrorDesc: '',
  requestMethod,
  flag: null,
});
const badSign = failure('SIM-SIGN', 'SIM: sign does not fit the body');
const slowDown = failure('SIM-RATE', 'SIM: too many calls a second');

test('the failure of an oversize page as the sample has it', async () => {
  const file = path.join(__dirname, '../../fixtures/platforms/guanyi-error-page-size.constructed.json');
  const { body } = JSON.parse(readFileSync(file, 'utf8'));
  await bench.switches({ failureFlag: false });
  expect(JSON.stringify(await bench.query({ page_size: 9999 }))).toBe(JSON.stringify(body));
});

test.each([
  ['an unknown appkey', { appkey: 'x' }, failure('SIM-APPKEY', 'SIM: unknown appkey')],
  ['a number as appkey', { appkey: 100001 }, failure('SIM-MEMBER', 'SIM: appkey is missing or no string')],
  [
    'an unknown sessionkey',
    { sessionkey: 'x' },
    failure('SIM-SESSION', 'SIM: unknown or withdrawn sessionkey'),
  ],
  [
    'an unknown method',
    { method: 'gy.erp.item.get' },
    failure('SIM-METHOD', 'SIM: no method gy.erp.item.get', 'gy.erp.item.get'),
  ],
  ['no method', { method: '' }, failure('SIM-MEMBER', 'SIM: method is missing or no string', '')],
])('%s', async (_name, changes, expected) => {
  expect(await bench.query(changes)).toEqual(expected);
});

test.each(['', '[]', 'null', '{', '%7B%', 'page_no=1'])('body %s', async (body) => {
  expect((await bench.post(body)).json).toEqual(
    failure('SIM-BODY', 'SIM: the body is not one JSON object', ''),
  );
});

test('no sign', async () => {
  const { status, json } = await bench.post(JSON.stringify(bench.members()));
  expect([status, json]).toEqual([200, failure('SIM-MEMBER', 'SIM: sign is missing or no string')]);
});

test('codes, texts, their members and the status are a matter of switches', async () => {
  const errorTable = JSON.stringify({
    badSign: { subErrorCode: '17', subErrorDesc: '签名错误' },
    badPageSize: { errorDesc: '分页 {} > {}' },
  });
  await bench.switches({ errorTable, failureStatus: 400, answerShape: '2019', failureFlag: false });
  const { flag: _, ...expected } = { ...badSign, errorCode: '', errorDesc: '' };
  const { status, json } = await bench.post(bench.signed(JSON.stringify(bench.members()), 'other'));
  expect([status, json]).toEqual([400, { ...expected, subErrorCode: '17', subErrorDesc: '签名错误' }]);
  expect(await bench.query({ page_size: 100 })).toMatchObject({ errorCode: '', errorDesc: '分页 100 > 99' });
});

test.each(['x', '[]', '{"noSuchReason":{}}', '{"badSign":{"code":"1"}}'])(
  'error table %s',
  async (errorTable) => {
    const { status, json } = await bench.switches({ errorTable });
    expect([status, json.error]).toEqual([
      400,
      expect.stringMatching(/^switches: errorTable: use JSON text/),
    ]);
  },
);

test('calls over the limit are told by the envelope, by HTTP 429 or by a cut connection', async () => {
  await bench.switches({ ratePerSecond: 1 });
  const body = bench.signed(JSON.stringify(bench.members()));
  expect((await bench.post(body)).json.success).toBe(true);
  expect((await bench.post(body)).json).toEqual(slowDown);
  await bench.switches({ throttleStyle: 'http-429' });
  expect(await bench.post(body)).toMatchObject({ status: 429, text: '' });
  await bench.switches({ throttleStyle: 'drop' });
  await expect(bench.post(body)).rejects.toThrow(/ECONNRESET|other side closed/);
  await bench.switches({ ratePerSecond: 0 });
  expect((await bench.post(body)).json.success).toBe(true);
  const { json: refused } = await bench.control<{ outcome: string }[]>('GET', '/requests?platform=guanyi');
  expect(refused.map(({ outcome }) => outcome)).toEqual(['ok', 'refused', 'refused', 'refused', 'ok']);
});

test('the throttle fault tells it in the same words', async () => {
  await bench.fault({ kind: 'throttle', times: 1 });
  expect(await bench.query()).toEqual(slowDown);
  expect((await bench.query()).success).toBe(true);
});

test('an expired session is a withdrawn authorization, until it is given again', async () => {
  await bench.fault({ kind: 'session-expiry', times: 1 });
  const withdrawn = failure('SIM-SESSION', 'SIM: unknown or withdrawn sessionkey');
  expect(await bench.query()).toEqual(withdrawn);
  expect(await bench.query()).toEqual(withdrawn);
  await bench.switches({ authorized: true });
  expect((await bench.query()).success).toBe(true);
});
