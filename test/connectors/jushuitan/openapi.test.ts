import { setTimeout as sleep } from 'node:timers/promises';
import {
  InDoubt,
  Misconfigured,
  ProtocolViolation,
  Throttled,
  Unauthorized,
  Unavailable,
} from '../../../src/connectors/errors';
import { signOpenapi } from '../../../src/connectors/jushuitan/generations';
import {
  halfABody,
  hangUp,
  json,
  type Reply,
  silence,
  startScriptedServer,
  text,
  type ScriptedServer,
} from '../scripted-server';
import { call, Connections, formOf, granted, page, rejectionOf, tokenEnded, warehouses } from './connection';

const connections = new Connections();
let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer(page());
});
afterEach(async () => {
  await connections.close();
  await server.close();
});

const row = { name: '示例分仓', co_id: 10000001, wms_co_id: 10000102 };
const withoutToken = { accessToken: undefined };
const paths = () => server.seen.map(({ url }) => url);
const tokensSent = () => server.seen.map((request) => formOf(request).access_token);

describe('a page', () => {
  test('is asked for with a signed form that carries the parameters as they are', async () => {
    server.script(page([row], true));
    const answer = await connections.openapi(server.url).readPage(warehouses(3, 50), call);
    expect(answer).toMatchObject({ rows: [{ key: '10000102', row: { name: '示例分仓' } }], hasNext: true });
    const [seen] = server.seen;
    expect(seen).toMatchObject({ method: 'POST', url: '/open/wms/partner/query' });
    expect(seen?.headers['content-type']).toBe('application/x-www-form-urlencoded;charset=UTF-8');
    const { sign, timestamp, ...fields } = formOf(seen);
    expect(fields).toEqual({
      app_key: 'demo-app',
      access_token: 'demo-token',
      charset: 'utf-8',
      version: '2',
      biz: '{"page_index":"3","page_size":"50"}',
    });
    expect(timestamp).toMatch(/^\d{10}$/);
    expect(sign).toBe(signOpenapi({ ...fields, timestamp: timestamp ?? '' }, 'demo-secret'));
  });

  test('of a method that is not known is Misconfigured, and nothing is sent', async () => {
    const query = { ...warehouses(), method: 'wms.partner.qurey' };
    const error = await rejectionOf(connections.openapi(server.url).readPage(query, call));
    expect(error).toBeInstanceOf(Misconfigured);
    expect(error.message).toContain('wms.partner.query');
    expect(server.seen).toHaveLength(0);
  });

  test('that waited for its budget is signed for the time it is sent', async () => {
    const budget = { perSecond: 1, perMinute: 0 };
    const connector = connections.openapi(server.url, { budget });
    await Promise.all([1, 2, 3].map((number) => connector.readPage(warehouses(number), call)));
    const times = server.seen.map((request) => Number(formOf(request).timestamp));
    expect(new Set(times).size).toBe(3);
  });
});

describe('a fault', () => {
  test.each([
    ['HTTP 500', text('<html>', 500), Unavailable],
    ['HTTP 502 with JSON', json({ code: 0 }, 502), Unavailable],
    ['a hang-up', hangUp, Unavailable],
    ['silence', silence, Unavailable],
    ['half a body', halfABody, Unavailable],
    ['HTTP 429', text('', 429, { 'retry-after': '3' }), Throttled],
    ['HTTP 404', text('', 404), Misconfigured],
    ['a page of HTML', text('<html>secret</html>'), ProtocolViolation],
    ['an empty body', text(''), ProtocolViolation],
    ['JSON that is no object', json(['secret']), ProtocolViolation],
    ['no code', json({ msg: 'secret', data: {} }), ProtocolViolation],
    ['a code that is no number', json({ code: 'secret' }), ProtocolViolation],
    ['code 0 with data that are none', json({ code: 0, data: 'secret' }), ProtocolViolation],
    ['code 0 that is no success', json({ code: 0, issuccess: false }), ProtocolViolation],
    ['an unknown code', json({ code: 4711, msg: '未知' }), ProtocolViolation],
    ['a throttle with the code as text', json({ code: '199', msg: '调用太频繁' }), Throttled],
  ])('%s', async (_name, reply, kind) => {
    server.script(reply);
    const connector = connections.openapi(server.url, { http: { headersTimeoutMs: 200 } });
    const error = await rejectionOf(connector.readPage(warehouses(), call));
    expect(error.constructor).toBe(kind);
    expect(error).not.toBeInstanceOf(InDoubt);
    expect(error.message).toMatch(/^jushuitan wms\.partner\.query: /);
    expect(error.message).not.toMatch(/secret|demo-token|sign/);
    expect(server.seen).toHaveLength(1);
  });

  test('quotes the platform without the secrets it may repeat', async () => {
    server.script(json({ code: 130, msg: '参数错误 demo-token demo-secret' }));
    const error = await rejectionOf(connections.openapi(server.url).readPage(warehouses(), call));
    expect(error.message).toContain('参数错误 ***');
    expect(JSON.stringify(error)).not.toMatch(/demo-token|demo-secret/);
  });

  test('keeps the raw answer of a violation, cut', async () => {
    server.script(text('x'.repeat(3_000)));
    const error = await rejectionOf(connections.openapi(server.url).readPage(warehouses(), call));
    expect(error).toMatchObject({ rawAnswer: 'x'.repeat(2_000) });
  });

  test('cancelling rejects with the reason of the signal', async () => {
    server.script(silence);
    const controller = new AbortController();
    const reason = new Error('activity cancelled');
    setTimeout(() => controller.abort(reason), 50);
    const work = connections.openapi(server.url).readPage(warehouses(), { signal: controller.signal });
    expect(await rejectionOf(work)).toBe(reason);
  });
});

describe('the token', () => {
  test('is asked for at the first call when none is configured, once for all callers', async () => {
    server.script(granted('token-1'), page());
    const connector = connections.openapi(server.url, withoutToken);
    await Promise.all([1, 2, 3, 4].map((number) => connector.readPage(warehouses(number), call)));
    expect(paths()).toEqual([
      '/openWeb/auth/getInitToken',
      ...Array<string>(4).fill('/open/wms/partner/query'),
    ]);
    expect(tokensSent().slice(1)).toEqual(Array(4).fill('token-1'));
    const { sign, timestamp = '', code = '', ...fields } = formOf(server.seen[0]);
    expect(fields).toEqual({ app_key: 'demo-app', grant_type: 'authorization_code', charset: 'utf-8' });
    expect(code).toMatch(/^\w{6}$/);
    expect(sign).toBe(signOpenapi({ ...fields, timestamp, code }, 'demo-secret'));
  });

  test('that has ended is refreshed once and the call repeated; both new values are kept', async () => {
    server.script(
      tokenEnded,
      granted('token-2', 'refresh-2'),
      page(),
      tokenEnded,
      granted('token-3'),
      page(),
    );
    const connector = connections.openapi(server.url, { refreshToken: 'refresh-1' });
    await connector.readPage(warehouses(), call);
    await connector.readPage(warehouses(), call);
    expect(tokensSent()).toEqual(['demo-token', undefined, 'token-2', 'token-2', undefined, 'token-3']);
    const [first, second] = server.seen.filter(({ url }) => url === '/openWeb/auth/refreshToken').map(formOf);
    expect(first).toMatchObject({ grant_type: 'refresh_token', refresh_token: 'refresh-1', scope: 'all' });
    expect(second).toMatchObject({ refresh_token: 'refresh-2' });
  });

  test('that the platform keeps on refresh, moving only its end, serves the repeated call', async () => {
    server.script(tokenEnded, granted('demo-token', 'refresh-1'), page([row]));
    const connector = connections.openapi(server.url, { refreshToken: 'refresh-1' });
    expect((await connector.readPage(warehouses(), call)).rows).toHaveLength(1);
  });

  test('is asked for anew when the refresh token has ended too', async () => {
    server.script(tokenEnded, tokenEnded, granted('token-2'), page());
    await connections.openapi(server.url, { refreshToken: 'refresh-1' }).readPage(warehouses(), call);
    expect(paths().slice(1, 3)).toEqual(['/openWeb/auth/refreshToken', '/openWeb/auth/getInitToken']);
    expect(tokensSent().at(-1)).toBe('token-2');
  });

  test.each<[string, Reply]>([
    ['HTTP 401', text('', 401)],
    ['words under a code of no table', json({ code: 888, msg: '登录已失效，请重新登录' })],
  ])('that has ended, told as %s, is renewed once and the call repeated', async (_, ended) => {
    server.script(ended, granted('token-2'), page([row]));
    expect((await connections.openapi(server.url).readPage(warehouses(), call)).rows).toHaveLength(1);
    expect(tokensSent().at(-1)).toBe('token-2');
  });

  test('that another program has ended right after its renewal is renewed once more', async () => {
    server.script(tokenEnded, granted('token-2'), tokenEnded, granted('token-4'), page([row]));
    const connector = connections.openapi(server.url);
    expect((await connector.readPage(warehouses(), call)).rows).toHaveLength(1);
    expect(tokensSent().at(-1)).toBe('token-4');
  });

  test('that is refused after eight renewals in a row is Unauthorized', async () => {
    server.script((request, response) =>
      (request.url.startsWith('/openWeb') ? granted('token-2') : tokenEnded)(request, response),
    );
    const error = await rejectionOf(connections.openapi(server.url).readPage(warehouses(), call));
    expect(error).toBeInstanceOf(Unauthorized);
    expect(paths().filter((path) => path.startsWith('/openWeb'))).toHaveLength(8);
  });

  test.each(['token-2', 'demo-token'])(
    'of several callers that see it end is renewed once, as %s',
    async (renewed) => {
      let renewals = 0;
      server.script((request, response) => {
        const { biz = '{}' } = formOf(request);
        const isTokenCall = request.url.startsWith('/openWeb');
        const reply = isTokenCall ? granted(renewed) : renewals === 0 ? tokenEnded : page([row]);
        const { page_index: number = '4' } = JSON.parse(biz) as { page_index?: string };
        if (isTokenCall) renewals += 1;
        // The last refusals arrive after the renewal that the first one began.
        setTimeout(() => reply(request, response), Number(number) * 40);
      });
      const connector = connections.openapi(server.url);
      const pages = await Promise.all(
        [1, 2, 7, 8].map((number) => connector.readPage(warehouses(number), call)),
      );
      expect(pages.map(({ rows }) => rows.length)).toEqual([1, 1, 1, 1]);
      expect(renewals).toBe(1);
    },
  );

  test('is renewed ahead of its end', async () => {
    server.script(
      granted('token-1', 'refresh-1', 1),
      page(),
      granted('token-2', 'refresh-2', '2592000'),
      page(),
    );
    const connector = connections.openapi(server.url, withoutToken);
    await connector.readPage(warehouses(), call);
    await sleep(950);
    await connector.readPage(warehouses(), call);
    expect(paths()[2]).toBe('/openWeb/auth/refreshToken');
    expect(tokensSent()).toEqual([undefined, 'token-1', undefined, 'token-2']);
  });

  test('that cannot be renewed ahead of its end is used until then', async () => {
    server.script(granted('token-1', 'refresh-1', 10), page(), text('', 503), page());
    const connector = connections.openapi(server.url, withoutToken);
    await connector.readPage(warehouses(), call);
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 9_500);
    try {
      await connector.readPage(warehouses(), call);
      await connector.readPage(warehouses(), call);
    } finally {
      clock.mockRestore();
    }
    expect(paths().filter((path) => path.startsWith('/openWeb'))).toHaveLength(2);
    expect(tokensSent().slice(3)).toEqual(['token-1', 'token-1']);
  });

  test('renewal goes on for the others when the caller that began it is cancelled, which is at once', async () => {
    let grantIt = () => {};
    server.script((request, response) => (grantIt = () => granted('token-1')(request, response)), page());
    const connector = connections.openapi(server.url, withoutToken);
    const controller = new AbortController();
    const reason = new Error('activity cancelled');
    const first = rejectionOf(connector.readPage(warehouses(1), { signal: controller.signal }));
    const second = connector.readPage(warehouses(2), call);
    setTimeout(() => controller.abort(reason), 100);
    expect(await first).toBe(reason);
    grantIt();
    await second;
    expect(paths()).toEqual(['/openWeb/auth/getInitToken', '/open/wms/partner/query']);
  });

  test.each([
    ['a refusal', json({ code: 10, msg: '验证失败！无效签名' }), Unauthorized],
    ['a throttle', json({ code: 199, msg: '调用频次超过限制' }), Throttled],
    ['no token in the answer', json({ code: 0, data: { expires_in: 5 } }), ProtocolViolation],
    ['HTTP 503', text('', 503), Unavailable],
  ])('cannot be had: %s', async (_name, reply, kind) => {
    server.script(reply);
    const error = await rejectionOf(
      connections.openapi(server.url, withoutToken).readPage(warehouses(), call),
    );
    expect(error.constructor).toBe(kind);
    expect(error.message).toMatch(/^jushuitan getInitToken: /);
    expect(server.seen).toHaveLength(1);
  });

  test('that is configured and may not be refreshed: the text says that the merchant must act', async () => {
    server.script(tokenEnded, json({ code: 150, msg: '禁止刷新' }));
    const connector = connections.openapi(server.url, { refreshToken: 'refresh-1' });
    const error = await rejectionOf(connector.readPage(warehouses(), call));
    expect(error).toBeInstanceOf(Unauthorized);
    expect(error.message).toMatch(/merchant/);
  });
});
