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

const firstPage = { page_index: 1, page_size: 10 };

test('a page comes in the envelope of the open platform', async () => {
  const answer = await bench.open(firstPage);
  expect(answer).toMatchObject({
    msg: '执行成功',
    code: 0,
    data: { page_index: 1, page_size: 10, data_count: 30, page_count: 3, has_next: true },
  });
  expect(answer.data.datas).toHaveLength(10);
  expect(answer).not.toHaveProperty('issuccess');
});

test('the path is found in any case', async () => {
  expect(await bench.open({}, {}, {}, '/Open/WMS/Partner/Query')).toMatchObject({ code: 0 });
});

describe('checks, each with its recorded code and text', () => {
  const signature = { code: 10, msg: '验证失败！无效签名' };
  const token = { code: 100, msg: '验证失败！无效的access_token或access_token已过期' };
  const clock = { code: 140, msg: '验证失败！无效的timestamp，请求最大时间误差15分钟' };
  const noData = { code: 130, msg: '传输数据不能为空' };
  const badParameter = { code: 140, msg: '参数不符合规范,请检查传入参数!' };

  test.each([
    ['a wrong signature', {}, { sign: 'x' }, signature],
    ['an upper-case signature', {}, { sign: 'ABCDEF' }, signature],
    ['a field changed after signing', {}, { biz: '{"page_size":1}' }, signature],
    ['an unknown application', { app_key: 'other' }, {}, signature],
    ['an unknown token', { access_token: 'other' }, {}, token],
    ['no biz', { biz: '' }, {}, noData],
    ['no sign', {}, { sign: '' }, noData],
    ['no version', { version: '' }, {}, noData],
    ['another version', { version: '1' }, {}, badParameter],
    ['another charset', { charset: 'gbk' }, {}, badParameter],
    ['milliseconds for seconds', { timestamp: `${seconds()}000` }, {}, clock],
    ['a timestamp that is no number', { timestamp: 'now' }, {}, clock],
    ['a clock 16 minutes ahead', { timestamp: seconds(16 * 60) }, {}, clock],
    ['a clock 16 minutes behind', { timestamp: seconds(-16 * 60) }, {}, clock],
  ])('%s', async (_name, changes, after, refusal) => {
    expect(await bench.open(firstPage, changes, after)).toEqual(refusal);
  });

  test('14 minutes off are borne; the check can be off', async () => {
    expect(await bench.open(firstPage, { timestamp: seconds(-14 * 60) })).toMatchObject({ code: 0 });
    await bench.switches({ clockCheck: false });
    expect(await bench.open(firstPage, { timestamp: seconds(-99 * 60) })).toMatchObject({ code: 0 });
  });

  test('the timestamp is judged by the clock of the sandbox', async () => {
    await bench.clock(3600);
    expect(await bench.open(firstPage)).toEqual(clock);
    expect(await bench.open(firstPage, { timestamp: seconds(3600) })).toMatchObject({ code: 0 });
  });

  test('they come in the proposed order: timestamp, signature, token, interface', async () => {
    const wrong = { access_token: 'other' };
    const path = '/open/nothing';
    expect(await bench.open({}, { ...wrong, timestamp: seconds(9999) }, { sign: 'x' }, path)).toEqual(clock);
    expect(await bench.open({}, wrong, { sign: 'x' }, path)).toEqual(signature);
    expect(await bench.open({}, wrong, {}, path)).toEqual(token);
    expect(await bench.open({}, {}, {}, path)).toEqual({ code: 190, msg: '接口不存在' });
  });

  test('an application without the permission', async () => {
    await bench.switches({ permission: false });
    expect(await bench.open({})).toEqual({ code: 190, msg: '验证失败！无API权限，请申请API权限' });
  });

  test('an address that is not on the allow-list', async () => {
    await bench.switches({ ipAllowList: '10.0.0.1' });
    expect(await bench.open({})).toMatchObject({ code: 110, msg: expect.stringContaining('127.0.0.1') });
    await bench.switches({ ipAllowList: '10.0.0.1, 127.0.0.1' });
    expect(await bench.open({})).toMatchObject({ code: 0 });
  });
});

describe('limits of the merchant', () => {
  test('calls of a minute, counted for both generations together', async () => {
    await bench.switches({ ratePerMinute: 2 });
    expect(await bench.open({})).toMatchObject({ code: 0 });
    expect(await bench.gateway('wms.partner.query', '{}')).toMatchObject({ code: 0 });
    expect(await bench.open({})).toEqual({ code: 200, msg: '调用频次超过限制' });
    expect(await bench.gateway('wms.partner.query', '{}')).toEqual({
      code: 200,
      issuccess: false,
      msg: '调用频次超过限制!',
    });
    await bench.clock(61);
    expect(await bench.open({})).toMatchObject({ code: 0 });
  });

  test('the throttle fault speaks as the generation does', async () => {
    await bench.fault({ kind: 'throttle', times: 2 });
    expect(await bench.open({})).toEqual({ code: 199, msg: '调用频次超过限制!请稍后再试' });
    expect(await bench.gateway('wms.partner.query', '{}')).toMatchObject({ code: 199, issuccess: false });
  });
});

test('the journal holds the page and the refusal, and no secret', async () => {
  await bench.open(firstPage);
  await bench.open(firstPage, { access_token: 'a-private-token' });
  const { json, text } = await bench.control('GET', '/requests');
  expect(json).toMatchObject([
    {
      operation: 'wms.partner.query',
      write: false,
      outcome: 'ok',
      summary: { generation: 'open', ...firstPage },
    },
    { outcome: 'refused', reason: expect.stringMatching(/^100 /) },
  ]);
  expect(text).not.toMatch(/a-private-token|demo-secret|demo-access-token/);
});
