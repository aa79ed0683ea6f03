import { JushuitanBench, seconds } from '../support/jushuitan';

let bench: JushuitanBench;

beforeAll(async () => {
  bench = await JushuitanBench.start();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  await bench.switches({ ratePerSecond: 0, ratePerMinute: 0 });
});

const query = (body = '{}', changes = {}, after = {}) =>
  bench.gateway('wms.partner.query', body, changes, after);
const refusal = (code: number, msg: string) => ({ code, issuccess: false, msg });

/** A live answer as it was recorded, names and numbers replaced: no paging sent, no is_main, all counts 0. */
const recorded = {
  page_size: 0,
  page_index: 0,
  data_count: 0,
  page_count: 0,
  has_next: false,
  datas: [
    { name: '示例门店仓', co_id: 10000001, wms_co_id: 10000101, status: '生效' },
    { name: '示例商城仓', co_id: 10000001, wms_co_id: 10000102, status: '生效' },
  ],
  code: 0,
  issuccess: true,
  msg: null,
};

test('the recorded answer comes out of its rows key by key, in its order', async () => {
  await bench.warehouses(recorded.datas);
  await bench.switches({ counts: 'zero' });
  expect(JSON.stringify(await query())).toBe(JSON.stringify(recorded));
});

test('a page comes with list, paging and code side by side', async () => {
  const answer = await query('{"page_index":"2","page_size":"20"}');
  expect(answer).toMatchObject({
    page_index: 2,
    page_size: 20,
    data_count: 30,
    page_count: 2,
    has_next: false,
  });
  expect(answer).toMatchObject({ code: 0, issuccess: true, msg: null });
  expect(answer.datas).toHaveLength(10);
});

test.each(['', '{}', 'null'])('no parameters may be sent as "%s"', async (body) => {
  expect(await query(body)).toMatchObject({ code: 0, page_size: 30 });
});

test.each([
  ['a wrong signature', {}, { sign: 'x' }, refusal(10, '验证失败!无效签名')],
  ['an unknown partner', { partnerid: 'other' }, {}, refusal(10, '验证失败!无效签名')],
  ['an unknown token', { token: 'other' }, {}, refusal(100, 'access_token超时')],
  ['a clock 11 minutes off', { ts: seconds(-11 * 60) }, {}, refusal(180, '执行失败!')],
  ['no token', { token: '' }, {}, refusal(130, '传输数据不能为空')],
  ['an unknown method', { method: 'no.such' }, {}, refusal(190, '验证失败!')],
])('%s', async (_name, changes, after, expected) => {
  expect(await query('{}', changes, after)).toEqual(expected);
});

test('a body that is not JSON', async () => {
  expect(await query('{')).toEqual(refusal(130, '参数无法转换'));
});

test('every system parameter of the URL is signed in its order', async () => {
  expect(await query('{}', { extra: '1' })).toMatchObject({ code: 0 });
  expect(await query('{}', {}, { extra: '1' })).toMatchObject({ code: 10 });
});

test('refresh.token gives the same token another year', async () => {
  const day = 24 * 3600;
  await bench.switches({ clockCheck: false });
  await bench.clock(364 * day);
  const { data, ...rest } = await bench.gateway('refresh.token', '');
  expect(rest).toEqual({ code: 0, issuccess: true, msg: null });
  expect(data.expired).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  await bench.clock(366 * day);
  expect(await query()).toMatchObject({ code: 0 });
  await bench.clock(730 * day);
  expect(await query()).toMatchObject({ code: 100 });
});

test('an expired token is refused', async () => {
  await bench.fault({ kind: 'token-expiry', times: 1 });
  expect(await query()).toEqual(refusal(100, 'access_token超时'));
});

test('credentials of the open platform are taken only where the switch says so', async () => {
  const { appKey, appSecret, accessToken } = bench.demo;
  const call = () =>
    bench.gateway('wms.partner.query', '{}', { partnerid: appKey, token: accessToken }, {}, appSecret);
  expect(await call()).toMatchObject({ code: 10 });
  await bench.switches({ gatewayAcceptsOpenCredentials: true });
  expect(await call()).toMatchObject({ code: 0 });
});
