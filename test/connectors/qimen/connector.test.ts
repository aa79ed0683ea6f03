import path from 'node:path';
import { readFileSync } from 'node:fs';
import {
  Misconfigured,
  ProtocolViolation,
  Throttled,
  Unauthorized,
  Unavailable,
} from '../../../src/connectors/errors';
import {
  halfABody,
  hangUp,
  json,
  silence,
  startScriptedServer,
  text,
  type ScriptedServer,
} from '../scripted-server';
import { call, outline, rejectionOf } from '../calls';
import { Connections, page, recorded, saleouts } from './connection';
import { signTop } from '../../../src/connectors/qimen/protocol';

const connections = new Connections();
let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer(page());
});
afterEach(async () => {
  await connections.close();
  await server.close();
});

const formAt = (index: number) => Object.fromEntries(new URLSearchParams(server.seen.at(index)?.body));

describe('a page', () => {
  test('is asked for with one signed form, empty parameters left out', async () => {
    const query = saleouts(3, 50, { start_time: '2024-01-01 00:00:00', status: '' });
    await connections.connect(server.url, { signMethod: 'hmac-sha256' }).readPage(query, call);
    expect(server.seen[0]).toMatchObject({ method: 'POST', url: '/router/qm' });
    const { sign, timestamp = '', ...fields } = formAt(0);
    expect(fields).toEqual({
      method: 'jushuitan.saleout.list.query',
      app_key: 'demo-top-key',
      target_app_key: '23060081',
      customer_id: 'demo-customer',
      format: 'json',
      v: '2.0',
      sign_method: 'hmac-sha256',
      page_index: '3',
      page_size: '50',
      date_type: '0',
      start_time: '2024-01-01 00:00:00',
    });
    expect(sign).toBe(signTop({ ...fields, timestamp }, 'demo-top-secret', 'hmac-sha256'));
  });

  test('carries the time of Beijing whatever the zone of the host', async () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.UTC(2023, 11, 31, 18, 5, 9));
    await connections.connect(server.url).readPage(saleouts(), call);
    now.mockRestore();
    expect(formAt(0).timestamp).toBe('2024-01-01 02:05:09');
  });

  test('carries a session where one is configured', async () => {
    await connections.connect(server.url, { session: 'demo-session' }).readPage(saleouts(), call);
    expect(formAt(0).session).toBe('demo-session');
  });

  test('may bear counts of 0 and words of success: has_next decides', async () => {
    const words = { flag: 'success', code: '0', message: 'ok', request_id: 'r' };
    server.script(json({ response: { ...words, data_count: 0, has_next: true, datas: [{ io_id: 7 }] } }));
    const { rows, hasNext } = await connections.connect(server.url).readPage(saleouts(), call);
    expect([rows[0]?.key, hasNext]).toEqual(['7', true]);
  });

  test('may come under the name of the method, as one client expects', async () => {
    const result = { has_next: false, datas: [{ io_id: 7 }] };
    server.script(json({ jushuitan_saleout_list_query_response: { result } }));
    expect((await connections.connect(server.url).readPage(saleouts(), call)).rows).toHaveLength(1);
  });

  test.each([
    { has_next: false },
    { has_next: false, datas: null },
    { has_next: 'False', datas: {}, data_count: '0' },
  ])('of an empty window is empty, with or without a list: %j', async (response) => {
    server.script(json({ response }));
    const { rows, hasNext } = await connections.connect(server.url).readPage(saleouts(), call);
    expect([rows, hasNext]).toEqual([[], false]);
  });

  test('is read with raw tabs and line breaks inside its texts: input 15', async () => {
    const file = path.join(__dirname, '../../fixtures/inputs/sources/15-control-characters.json');
    server.script(text(readFileSync(file, 'utf8')));
    const { rows } = await connections.connect(server.url).readPage(saleouts(), call);
    expect(rows).toMatchObject([{ key: '700001', row: { remark: 'first\tline\nsecond' } }]);
  });

  test('whose bytes are no text is outside the contract, in GBK that is declared it is read', async () => {
    const body = Buffer.from(
      '{"response":{"has_next":false,"datas":[{"io_id":7,"remark":"\xd6\xf7\xb2\xd6"}]}}',
      'latin1',
    );
    const answer = (type: string) =>
      server.script((_request, response) => response.writeHead(200, { 'content-type': type }).end(body));
    const connector = connections.connect(server.url);
    answer('application/json');
    const error = await rejectionOf(connector.readPage(saleouts(), call));
    expect(error).toBeInstanceOf(ProtocolViolation);
    expect(error.message).toContain('name its charset in content-type');
    answer('application/json;charset=GBK');
    expect((await connector.readPage(saleouts(), call)).rows).toMatchObject([{ row: { remark: '主仓' } }]);
  });

  test('holds rows that do not fit beside those that do', async () => {
    server.script(page([{ io_id: 1 }, { io_id: '2x' }, null]));
    const { rows } = await connections.connect(server.url).readPage(saleouts(), call);
    expect(rows.map(({ key, row, fault }) => [key, row?.io_id, fault])).toEqual([
      ['1', '1', undefined],
      ['2x', undefined, 'io_id: expected a whole number'],
      [undefined, undefined, 'expected an object'],
    ]);
  });

  test('of a method that is not known is Misconfigured, and nothing is sent', async () => {
    const connector = connections.connect(server.url);
    const method = 'jushuitan.saleout.list.qurey';
    const error = await rejectionOf(connector.readPage({ ...saleouts(), method }, call));
    expect(error).toBeInstanceOf(Misconfigured);
    expect(server.seen).toHaveLength(0);
    expect(() => connector.pagingOf(method)).toThrow(Misconfigured);
    expect(connector.pagingOf('jushuitan.saleout.list.query')).toBe('from-last');
  });
});

const failure = (words: object) => json({ response: { flag: 'failure', ...words } });
const topError = (words: object, status = 200) => json({ error_response: words }, status);

test.each([
  ['HTTP 500', text('<html>', 500), Unavailable],
  ['HTTP 502 with a success in it', json({ response: { has_next: false, datas: [] } }, 502), Unavailable],
  ['a hang-up', hangUp, Unavailable],
  ['silence', silence, Unavailable],
  ['half a body', halfABody, Unavailable],
  ['HTTP 429', text('', 429, { 'retry-after': '3' }), Throttled],
  ['HTTP 404', text('', 404), Misconfigured],
  ['a page of HTML', text('<html>secret</html>'), ProtocolViolation],
  ['JSON that is no object', json(['secret']), ProtocolViolation],
  ['no envelope', json({ msg: 'secret' }), ProtocolViolation],
  ['a response that is no object', json({ response: 'secret' }), ProtocolViolation],
  ['no list beside a next page', json({ response: { has_next: true } }), ProtocolViolation],
  ['no has_next', json({ response: { datas: [] } }), ProtocolViolation],
  ['a recorded signature failure', json(recorded('qimen-invalid-signature.live')), Unauthorized],
  ['a failure without a code', failure({}), ProtocolViolation],
  ['an unknown code', failure({ code: 4711 }), ProtocolViolation],
  ['a code as text', failure({ code: '29' }), Unauthorized],
  ['a classic failure', topError({ code: 22, msg: 'Invalid Method' }), Misconfigured],
  [
    'a classic failure with another status',
    topError({ code: 25, msg: 'Invalid Signature' }, 400),
    Unauthorized,
  ],
  ['a code of Jushuitan without a flag', json({ response: { code: 199, msg: '太频繁' } }), Throttled],
])('%s', async (_name, reply, kind) => {
  server.script(reply);
  const connector = connections.connect(server.url, { http: { headersTimeoutMs: 200 } });
  const error = await rejectionOf(connector.readPage(saleouts(), call));
  expect(error.constructor).toBe(kind);
  expect(error.message).toMatch(/^qimen jushuitan\.saleout\.list\.query: /);
  expect(error.message).not.toMatch(/secret/);
  expect(server.seen).toHaveLength(1);
});

const classics = recorded('top-error-response.live') as [object, object];

test('recorded classic failures', async () => {
  const connector = connections.connect(server.url);
  server.script(json(classics[0]), json(classics[1]));
  const forbidden = await rejectionOf(connector.readPage(saleouts(), call));
  expect(forbidden).toBeInstanceOf(Unauthorized);
  expect(forbidden).toMatchObject({
    details: {
      code: '11',
      requestId: '2swi5veg6778',
      platformMessage:
        'Insufficient isv permissions; isv.permission-api-package-limit; scope ids is 11655 11998',
    },
  });
  const banned = await rejectionOf(connector.readPage(saleouts(), call));
  expect(banned).toBeInstanceOf(Throttled);
  expect(banned).toMatchObject({ retryAfterMs: 31_062_000 });
});

test('the platform is quoted without the secrets it may repeat', async () => {
  server.script(failure({ code: 41, message: 'demo-top-secret', sub_message: 'demo-session' }));
  const connector = connections.connect(server.url, { session: 'demo-session' });
  const error = await rejectionOf(connector.readPage(saleouts(), call));
  expect(error.message).toContain('***');
  expect(JSON.stringify(error) + error.message).not.toMatch(/demo-top-secret|demo-session/);
});

describe('the check of a connection', () => {
  const root = (clockErrorMs = 0) =>
    text('', 405, { date: new Date(Date.now() + clockErrorMs).toUTCString() });
  const begun = ['reachable ok', 'clock ok'];

  test.each([
    ['all is well', page(), [...begun, 'credentials ok', 'permission ok']],
    ['a wrong secret', failure({ code: 25 }), [...begun, 'credentials failed']],
    ['no permission', topError({ code: 11 }), [...begun, 'credentials ok', 'permission failed']],
    ['something else', text('<html>'), [...begun, 'credentials failed']],
  ])('%s', async (_name, reply, expected) => {
    server.script(root(), reply);
    expect(await outline(connections.connect(server.url).probe(call))).toEqual(expected);
    const { start_time: start = '', end_time: end = '', page_size: size } = formAt(-1);
    expect([Date.parse(end) - Date.parse(start), size]).toEqual([60_000, '1']);
  });

  test('a clock that is 11 minutes off', async () => {
    server.script(root(-11 * 60_000));
    expect(await outline(connections.connect(server.url).probe(call))).toEqual([
      'reachable ok',
      'clock failed',
    ]);
  });
});
