import { distributor, failure, GreatonceBench, signFailure, success } from './support';

let bench: GreatonceBench;

beforeAll(async () => {
  bench = await GreatonceBench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());

const body = JSON.stringify(distributor);
const send = async (changes: object = {}, text = body) =>
  (await bench.send(text, bench.parameters(changes))).json;

test.each([
  [{ customerId: 'c9' }, '未找到对应的接口配置：c9'],
  [{ customerId: '' }, 'SIM: 缺少系统参数 customerId'],
  [{ appKey: '' }, 'SIM: 缺少系统参数 appKey'],
  [{ timestamp: '' }, 'SIM: 缺少系统参数 timestamp'],
  [{ format: 'xml' }, 'SIM: 系统参数 format 不正确'],
  [{ sign_method: 'hmac' }, 'SIM: 系统参数 sign_method 不正确'],
  [{ timestamp: '2024-02-30 08:00:00' }, 'SIM: 系统参数 timestamp 不正确'],
  [{ timestamp: '2024-01-01T08:00:00' }, 'SIM: 系统参数 timestamp 不正确'],
  [{ method: 'greatonce.oms.stock.list' }, 'SIM: 没有接口 greatonce.oms.stock.list'],
])('%j is refused', async (changes, message) => {
  expect(await send(changes)).toEqual(failure(message));
});

test.each(['[]', 'null', '{', '1'])('body %s is refused', async (text) => {
  expect(await send({}, text)).toEqual(failure('SIM: 请求体不是 JSON 对象'));
});

test('both paths, or the one that the switch leaves', async () => {
  const other = `${bench.sandbox.url}/api.do`;
  const at = async (url?: string) => (await bench.send(body, bench.parameters(), {}, url)).status;
  await bench.switches({ duplicate: 'upsert' });
  expect([await at(), await at(other)]).toEqual([200, 200]);
  await bench.switches({ path: '/api.do' });
  expect([await at(), await at(other)]).toEqual([404, 200]);
});

test('spelling of the parameters', async () => {
  const { appKey, customerId } = bench.demo;
  const { appKey: _, customerId: __, ...rest } = bench.parameters();
  const snake = { app_key: appKey!, customer_id: customerId!, ...rest };
  const sent = async (parameters: Record<string, string>) => (await bench.send(body, parameters)).json;
  expect(await sent(snake)).toEqual(failure('SIM: 缺少系统参数 customerId'));
  await bench.switches({ parameterNames: 'snake' });
  expect(await sent(snake)).toEqual(success);
  expect(await sent(bench.parameters())).toEqual(failure('SIM: 缺少系统参数 customer_id'));
  await bench.switches({ parameterNames: 'either', duplicate: 'upsert' });
  expect([await sent(snake), await sent(bench.parameters())]).toEqual([success, success]);
});

test('form of the timestamp', async () => {
  const refused = failure('SIM: 系统参数 timestamp 不正确');
  await bench.switches({ timestampForm: 'text', duplicate: 'upsert' });
  expect([await send(), await send({ timestamp: '1704067200000' })]).toEqual([success, refused]);
  await bench.switches({ timestampForm: 'epoch-ms' });
  expect([await send(), await send({ timestamp: '1704067200000' })]).toEqual([refused, success]);
});

test('the clock is checked where the switch says so, in Beijing time', async () => {
  await bench.switches({ clockCheck: true, duplicate: 'upsert' });
  const late = failure('SIM: timestamp 超出允许的误差');
  const moved = (minutes: number) => new Date(Date.now() + (480 + minutes) * 60_000).toISOString();
  const sent = (minutes: number) => send({ timestamp: moved(minutes).slice(0, 19).replace('T', ' ') });
  expect(await send()).toEqual(late);
  expect([await sent(-9), await sent(9), await sent(-11), await sent(11)]).toEqual([
    success,
    success,
    late,
    late,
  ]);
  expect(await send({ timestamp: String(Date.now()) })).toEqual(success);
  await bench.clock(3600);
  expect(await sent(60)).toEqual(success);
});

test('a version can be demanded', async () => {
  await bench.switches({ version: 'v3.0' });
  expect(await send()).toEqual(failure('SIM: 系统参数 v 不正确'));
  expect(await send({ v: 'v3.0' })).toEqual(success);
});

test('the business parameters may have to be wrapped', async () => {
  await bench.switches({ bodyWrapper: 'distributor' });
  expect(await send()).toEqual(failure('SIM: 请求体缺少 distributor'));
  expect(await send({}, JSON.stringify({ distributor }))).toEqual(success);
  expect(await bench.held()).toHaveLength(1);
});

test('calls over the limit, and the throttle fault, are told in the same words', async () => {
  const slowDown = failure('SIM: 调用过于频繁');
  await bench.fault({ kind: 'throttle', times: 1 });
  expect(await send()).toEqual(slowDown);
  await bench.switches({ ratePerSecond: 1 });
  expect(await send()).toEqual(success);
  expect(await send()).toEqual(slowDown);
});

test('an expired session is a customer without configuration, until it has one again', async () => {
  await bench.fault({ kind: 'token-expiry', times: 1 });
  expect(await send()).toEqual(failure('未找到对应的接口配置：c100001'));
  await bench.switches({ configured: true });
  expect(await send()).toEqual(success);
});

describe('answers', () => {
  test.each([
    [{ answerStyle: 'code' }, { code: '0' }, { code: '1' }],
    [{ answerStyle: 'status' }, { status: '0' }, { status: '1' }],
    [{ answerStyle: 'flag' }, { flag: 'success', message: '成功' }, { flag: 'failure' }],
    [{ codeType: 'number' }, { ...success, code: 0 }, { flag: 'failure', code: 1 }],
    [{ successCode: '200' }, { ...success, code: '200' }, { flag: 'failure', code: '1' }],
    [{ successCode: '1' }, { ...success, code: '1' }, { flag: 'failure', code: '0' }],
  ])('%j', async (switches, good, bad) => {
    await bench.switches(switches);
    expect(await send()).toEqual(good);
    expect(await send()).toEqual({ ...bad, message: 'SIM: 分销商编码 DIST0001 已存在' });
  });

  test.each([
    ['http-400', failure('SIM: distributorName 不能为空')],
    ['http-400-flag-success', { flag: 'success', message: 'SIM: distributorName 不能为空' }],
  ])('%s', async (failureForm, expected) => {
    await bench.switches({ failureForm });
    const { status, json } = await bench.send(JSON.stringify({ ...distributor, distributorName: '' }));
    expect([status, json]).toEqual([400, expected]);
    expect((await bench.send(body, bench.parameters(), { sign: 'x' })).json).toEqual(signFailure);
  });

  test('http-400-xml', async () => {
    await bench.switches({ failureForm: 'http-400-xml' });
    const { status, headers, text } = await bench.send(body, bench.parameters({ customerId: '<&>' }));
    expect([status, headers['content-type']]).toEqual([400, 'text/xml;charset=utf-8']);
    expect(text).toBe(
      '<?xml version="1.0" encoding="utf-8"?><response><flag>failure</flag><code>1</code>' +
        '<message>未找到对应的接口配置：&lt;&amp;></message></response>',
    );
  });
});
