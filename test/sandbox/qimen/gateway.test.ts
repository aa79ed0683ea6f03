import { ago, lastDays, numbers, QimenBench } from './support';

let bench: QimenBench;

beforeAll(async () => {
  bench = await QimenBench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.fresh());

const failure = (code: number, message: string) => ({ flag: 'failure', code, message });

test.each(['md5', 'hmac', 'hmac-sha256'])(
  'a call signed with %s is answered by a page',
  async (sign_method) => {
    const window = { ...lastDays(7), status: 'Confirmed' };
    const answer = await bench.query({ ...window, sign_method, page_index: 1, page_size: 10 });
    expect(answer).toMatchObject({ page_index: 1, page_size: 10, has_next: true });
    expect(answer.datas).toHaveLength(10);
    expect(answer).not.toHaveProperty('flag');
  },
);

test('values are signed as decoded: blanks, plus signs and Chinese', async () => {
  const odd = { ...lastDays(1), session: 'a+b c&d=仓 Ａ' };
  expect((await bench.query(odd)).datas).toBeDefined();
  expect(await bench.query(odd, { session: 'a b c&d=仓 Ａ' })).toMatchObject(
    failure(25, 'Invalid signature'),
  );
});

test('the test environment answers alike, in any case of the path', async () => {
  const url = `${bench.sandbox.url}/Router/QMtest`;
  const { json } = await bench.send(lastDays(1), {}, url);
  expect(json.response.datas.length).toBeGreaterThan(0);
});

describe('checks, each with its code and text', () => {
  test.each([
    ['a wrong signature', {}, { sign: 'X' }, failure(25, 'Invalid signature')],
    ['a field changed after signing', {}, { page_size: 2 }, failure(25, 'Invalid signature')],
    ['no sign', {}, { sign: '' }, failure(24, 'Missing Signature')],
    ['no method', { method: '' }, {}, failure(21, 'Missing Method')],
    ['another method', { method: 'jushuitan.nothing' }, {}, failure(22, 'Invalid Method')],
    ['no app_key', { app_key: '' }, {}, failure(28, 'Missing App Key')],
    ['an unknown app_key', { app_key: 'other' }, {}, failure(29, 'Invalid App Key')],
    ['no timestamp', { timestamp: '' }, {}, failure(30, 'Missing Timestamp')],
    ['Unix seconds', { timestamp: '1700000000' }, {}, failure(31, 'Invalid Timestamp')],
    ['11 minutes behind', { timestamp: ago(660) }, {}, failure(31, 'Invalid Timestamp')],
    ['11 minutes ahead', { timestamp: ago(-660) }, {}, failure(31, 'Invalid Timestamp')],
    ['no version', { v: '' }, {}, failure(32, 'Missing Version')],
    ['a version that is none', { v: 'two' }, {}, failure(33, 'Invalid Version')],
    ['another version', { v: '1.0' }, {}, failure(34, 'Unsupported Version')],
    ['no format, which would be XML', { format: '' }, {}, failure(23, 'Invalid Format')],
    ['no sign_method', {}, { sign_method: '' }, failure(40, 'Missing Required Arguments')],
    ['an unknown sign_method', {}, { sign_method: 'sha1' }, failure(41, 'Invalid Arguments')],
    ['no customer_id', { customer_id: '' }, {}, failure(40, 'Missing Required Arguments')],
    ['no target', { target_app_key: '' }, {}, failure(40, 'Missing Required Arguments')],
    ['an unknown customer', { customer_id: 'other' }, {}, failure(41, 'Invalid Arguments')],
    ['an unknown target', { target_app_key: '1' }, {}, failure(41, 'Invalid Arguments')],
  ])('%s', async (_name, changes, after, refusal) => {
    expect(await bench.query({ ...lastDays(1), page_size: 10, ...changes }, after)).toMatchObject(refusal);
  });

  test('a lower-case signature is wrong', async () => {
    const fields = { timestamp: ago(0), ...lastDays(1) };
    const sign = 'abcdef0123456789abcdef0123456789';
    expect(await bench.query(fields, { sign })).toMatchObject(failure(25, 'Invalid signature'));
  });

  test('9 minutes off are borne; the clock is the sandbox’s; the check can be off', async () => {
    expect((await bench.query({ ...lastDays(1), timestamp: ago(540) })).datas).toBeDefined();
    await bench.clock(3600);
    expect(await bench.query(lastDays(1))).toMatchObject({ code: 31 });
    expect((await bench.query({ ...lastDays(1), timestamp: ago(-3600) })).datas).toBeDefined();
    await bench.switches({ clockCheck: false });
    expect((await bench.query(lastDays(1))).datas).toBeDefined();
  });

  test('what leads nowhere may be answered otherwise', async () => {
    await bench.switches({ unknownRouteCode: 15 });
    expect(await bench.query({ ...lastDays(1), customer_id: 'other' })).toMatchObject(
      failure(15, 'Remote service error'),
    );
    expect((await bench.switches({ unknownRouteCode: 99 })).status).toBe(400);
  });

  test('an application without the permission', async () => {
    await bench.switches({ permission: false });
    expect(await bench.query(lastDays(1))).toMatchObject({
      code: 11,
      sub_code: 'isv.permission-api-package-limit',
    });
  });
});

describe('envelopes', () => {
  test('a failure is the recorded one, key by key, with HTTP 200', async () => {
    const { status, json } = await bench.send(lastDays(1), { sign: 'X' });
    expect(status).toBe(200);
    expect(json).toEqual({
      response: { ...failure(25, 'Invalid signature'), request_id: expect.stringMatching(/^[0-9a-z]{13}$/) },
    });
  });

  test('or the classic one of TOP, with any HTTP status', async () => {
    await bench.switches({ failureEnvelope: 'error_response', failureStatus: 500 });
    const { status, json } = await bench.send(lastDays(1), { sign: 'X' });
    expect(status).toBe(500);
    expect(json).toEqual({
      error_response: { code: 25, msg: 'Invalid signature', request_id: expect.any(String) },
    });
  });

  test('Jushuitan’s own refusals, as they are or wrapped', async () => {
    const half = { start_time: ago(60) };
    const msg = '参数不符合规范,请检查传入参数!';
    expect(await bench.query(half)).toMatchObject(failure(140, msg));
    await bench.switches({ businessErrors: 'wrapped' });
    const wrapped = failure(50, 'Business Error');
    expect(await bench.query(half)).toMatchObject({ ...wrapped, sub_code: '140', sub_msg: msg });
    await bench.switches({ subMessageKey: 'none' });
    expect(await bench.query(half)).not.toHaveProperty('sub_msg');
  });

  test('a success may carry flag, code, message and request_id', async () => {
    await bench.switches({ successWords: true });
    const answer = await bench.query(lastDays(1));
    expect(answer).toMatchObject({ flag: 'success', code: 0, request_id: expect.any(String) });
    expect(numbers(answer).length).toBeGreaterThan(0);
  });
});

describe('limits', () => {
  const limited = (n: number) => ({
    ...failure(7, 'App Call Limited'),
    sub_code: 'accesscontrol.limited-by-app-access-count',
    sub_msg: `This ban will last for ${n} more seconds`,
  });

  test('5 calls a second by default', async () => {
    await bench.reset();
    const answers = await Promise.all(Array.from({ length: 6 }, () => bench.query(lastDays(1))));
    expect(answers.filter(({ datas }) => datas)).toHaveLength(5);
    expect(answers.find(({ datas }) => !datas)).toMatchObject(limited(1));
  });

  test('calls of a minute; the ban lasts until the oldest has left it', async () => {
    await bench.switches({ ratePerMinute: 1 });
    expect((await bench.query(lastDays(1))).datas).toBeDefined();
    await bench.clock(20);
    const { sub_msg } = (await bench.query(lastDays(1))) as unknown as { sub_msg: string };
    expect(sub_msg).toMatch(/^This ban will last for (39|40) more seconds$/);
    await bench.clock(61);
    expect((await bench.query(lastDays(1))).datas).toBeDefined();
  });

  test('the throttle fault speaks alike', async () => {
    await bench.fault({ kind: 'throttle', times: 1 });
    expect(await bench.query(lastDays(1))).toMatchObject(limited(1));
  });
});

test('the journal holds page and window, the refusal, and no secret', async () => {
  const window = lastDays(1);
  await bench.query({ ...window, page_index: 1, page_size: 10, session: 'a-private-session' });
  await bench.query(window, { sign: 'X' });
  const { json, text } = await bench.control('GET', '/requests');
  const summary = { ...window, page_index: '1', page_size: '10' };
  expect(json).toMatchObject([
    { operation: 'jushuitan.saleout.list.query', write: false, outcome: 'ok', summary },
    { outcome: 'refused', reason: '25 Invalid signature' },
  ]);
  expect(text).not.toMatch(/a-private-session|demo-top-secret/);
});

test('the description tells what a client needs', () => {
  expect(bench.demo).toEqual({
    url: `${bench.sandbox.url}/router/qm`,
    appKey: 'demo-top-key',
    appSecret: 'demo-top-secret',
    customerId: 'demo-customer',
    targetAppKey: '23060081',
  });
});
