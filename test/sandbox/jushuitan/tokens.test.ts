import { JushuitanBench } from '../support/jushuitan';

let bench: JushuitanBench;

beforeAll(async () => {
  bench = await JushuitanBench.start();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  await bench.switches({ ratePerSecond: 0, ratePerMinute: 0 });
});

const expired = { code: 100, msg: '验证失败！无效的access_token或access_token已过期' };
const init = (fields: object = {}) =>
  bench.token('getInitToken', { grant_type: 'authorization_code', code: 'abc123', ...fields });
const refresh = (fields: object = {}) =>
  bench.token('refreshToken', {
    grant_type: 'refresh_token',
    refresh_token: bench.demo.refreshToken,
    scope: 'all',
    ...fields,
  });

test('getInitToken gives a new pair at any time; the old token ends', async () => {
  const answer = await init();
  expect(answer).toEqual({
    code: 0,
    msg: expect.any(String),
    data: {
      access_token: 'demo-access-token-2',
      refresh_token: 'demo-access-refresh-token-2',
      expires_in: 2_592_000,
      scope: 'all',
    },
  });
  expect(await bench.open({})).toEqual(expired);
  expect(await bench.open({}, { access_token: answer.data.access_token })).toMatchObject({ code: 0 });
});

test('getInitToken may keep a live token', async () => {
  await bench.switches({ initChangesToken: false });
  expect((await init()).data.access_token).toBe(bench.demo.accessToken);
});

test('an expired token is refused, also by refreshToken; getInitToken helps', async () => {
  await bench.fault({ kind: 'token-expiry', times: 1 });
  expect(await bench.open({})).toEqual(expired);
  expect(await refresh()).toEqual(expired);
  const { data } = await init();
  expect(await bench.open({}, { access_token: data.access_token })).toMatchObject({ code: 0 });
});

test('a token ends when its seconds are over, and refreshing moves the end', async () => {
  await bench.switches({ tokenSeconds: 1000, clockCheck: false });
  await bench.clock(900);
  expect((await refresh()).data).toMatchObject({ access_token: bench.demo.accessToken, expires_in: 1000 });
  await bench.clock(1800);
  expect(await bench.open({})).toMatchObject({ code: 0 });
  await bench.clock(2000);
  expect(await bench.open({})).toEqual(expired);
});

test('refreshing may change both values', async () => {
  await bench.switches({ refreshChangesToken: true });
  const { data } = await refresh();
  expect(data.access_token).not.toBe(bench.demo.accessToken);
  expect(await bench.open({})).toEqual(expired);
  expect(await refresh()).toEqual(expired);
  expect(await refresh({ refresh_token: data.refresh_token })).toMatchObject({ code: 0 });
});

test('a service provider may not refresh', async () => {
  await bench.switches({ refreshAllowed: false });
  expect(await refresh()).toEqual({ code: 150, msg: '服务商应用禁止刷新access_token,需商户重新授权' });
});

test('accessToken takes the authorization code', async () => {
  const take = (code: string) => bench.token('accessToken', { grant_type: 'authorization_code', code });
  expect(await take('other')).toMatchObject({ code: 140 });
  expect((await take(bench.demo.authorizationCode!)).data.access_token).toBe('demo-access-token-2');
});

test('token calls are signed, and their grant_type is checked or not', async () => {
  const wrong = { grant_type: 'refresh_token' };
  expect(await bench.token('getInitToken', { ...wrong, code: 'abc123' }, { sign: 'x' })).toMatchObject({
    code: 10,
  });
  expect(await init(wrong)).toMatchObject({ code: 140 });
  await bench.switches({ grantTypeCheck: false });
  expect(await init(wrong)).toMatchObject({ code: 0 });
});

test('the description follows the token', async () => {
  const { data } = await init();
  const { json } = await bench.control<{ jushuitan: object }>('GET', '');
  expect(json.jushuitan).toMatchObject({ accessToken: data.access_token, refreshToken: data.refresh_token });
});
