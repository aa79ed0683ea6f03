import { createServer, type AddressInfo, type Server } from 'node:net';
import {
  InDoubt,
  Misconfigured,
  ProtocolViolation,
  Throttled,
  Unauthorized,
  Unavailable,
} from '../../src/connectors/errors';
import { type HttpAnswer, HttpClient, type HttpSettings } from '../../src/connectors/http/client';
import { faultToError } from '../../src/connectors/http/toError';
import { TransportFault } from '../../src/connectors/http/faults';
import {
  halfABody,
  hangUp,
  json,
  silence,
  startScriptedServer,
  text,
  type ScriptedServer,
} from './scripted-server';

const never = new AbortController().signal;
const details = { platform: 'jushuitan', operation: 'wms.partner.query' };
let server: ScriptedServer;
let client: HttpClient | undefined;

beforeEach(async () => {
  server = await startScriptedServer(json({ ok: true }));
});
afterEach(async () => {
  await client?.close();
  await server.close();
});

function clientFor(settings: Partial<HttpSettings> = {}): HttpClient {
  client = new HttpClient({ baseUrl: server.url, ...settings });
  return client;
}

async function faultOf(settings: Partial<HttpSettings> = {}): Promise<TransportFault> {
  const error: unknown = await clientFor(settings)
    .post({ path: '/secret-path', query: 'sign=secret', body: 'secret-body', signal: never })
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(TransportFault);
  return error as TransportFault;
}

describe('a request', () => {
  test('appends path and query to the base address and sends the body as UTF-8', async () => {
    const http = clientFor({ baseUrl: `${server.url}/K3Cloud/` });
    const answer = await http.post({
      path: '/a.common.kdsvc',
      query: 'x=1&y=%E4%B8%AD',
      headers: { 'content-type': 'application/json', 'x-one': '1' },
      body: '{"name":"主仓"}',
      signal: never,
    });
    expect(answer).toMatchObject({ status: 200, text: '{"ok":true}' });
    expect(answer.headers['content-type']).toBe('application/json');
    expect(server.seen).toEqual([
      expect.objectContaining({
        method: 'POST',
        url: '/K3Cloud/a.common.kdsvc?x=1&y=%E4%B8%AD',
        body: '{"name":"主仓"}',
      }),
    ]);
    expect(server.seen[0]?.headers).toMatchObject({ 'x-one': '1' });
  });

  test('with an empty path goes to the base address itself', async () => {
    await clientFor({ baseUrl: `${server.url}/api/query.aspx` }).get({
      path: '',
      query: 'm=1',
      signal: never,
    });
    expect(server.seen[0]).toMatchObject({ method: 'GET', url: '/api/query.aspx?m=1', body: '' });
  });

  test.each([500, 429, 302])('answers with status %i like with any other', async (status) => {
    server.script(text('<html>', status, { location: '/elsewhere' }));
    const answer = await clientFor().post({ path: '/', body: '', signal: never });
    expect(answer).toMatchObject({ status, text: '<html>' });
    expect(server.seen).toHaveLength(1);
  });

  test('keeps its connection and its number of connections', async () => {
    const remotePorts = new Set<number | undefined>();
    server.script((_request, response) => {
      remotePorts.add(response.socket?.remotePort);
      setTimeout(() => response.end('{}'), 20);
    });
    const http = clientFor({ connections: 2 });
    await Promise.all(Array.from({ length: 8 }, () => http.post({ path: '/', body: '', signal: never })));
    expect(server.seen).toHaveLength(8);
    expect(remotePorts.size).toBe(2);
  });
});

describe('a transport fault', () => {
  let broken: Server | undefined;
  afterEach(() => void broken?.close());

  test.each([
    ['hang-up before the answer', hangUp, {}, 'reset'],
    ['silence', silence, { headersTimeoutMs: 100 }, 'headers-timeout'],
    ['half a body', halfABody, {}, 'incomplete-body'],
    ['too large a body', text('x'.repeat(5_000)), { maxBodyBytes: 1_000 }, 'too-large'],
  ] as const)('%s was sent', async (_name, reply, settings, reason) => {
    server.script(reply);
    const fault = await faultOf(settings);
    expect(fault).toMatchObject({ reason, sent: true });
    expect(server.seen).toHaveLength(1);
    expect(fault.message).not.toMatch(/secret/);
  });

  test('a body that stops half way was sent', async () => {
    server.script((_request, response) => void response.writeHead(200).write('{'));
    expect(await faultOf({ bodyTimeoutMs: 100 })).toMatchObject({ reason: 'body-timeout', sent: true });
  });

  test('a refused connection was not sent', async () => {
    const { port } = server;
    await server.close();
    expect(await faultOf({ baseUrl: `http://127.0.0.1:${port}` })).toMatchObject({
      reason: 'refused',
      sent: false,
    });
  });

  test('an unknown host was not sent', async () => {
    expect(await faultOf({ baseUrl: 'http://no-such-host.invalid' })).toMatchObject({
      reason: 'dns',
      sent: false,
    });
  });

  test('no TLS on the other side was not sent', async () => {
    const fault = await faultOf({ baseUrl: server.url.replace('http:', 'https:') });
    expect(fault).toMatchObject({ reason: 'tls', sent: false });
  });

  test('a connection closed during the TLS handshake was not sent', async () => {
    broken = createServer((socket) => void socket.once('data', () => socket.destroy()));
    await new Promise<void>((resolve) => broken?.listen(0, '127.0.0.1', resolve));
    const { port } = broken.address() as AddressInfo;
    expect(await faultOf({ baseUrl: `https://127.0.0.1:${port}` })).toMatchObject({
      reason: 'tls',
      sent: false,
    });
  });

  test('no connection in time was not sent', async () => {
    broken = createServer();
    await new Promise<void>((resolve) => broken?.listen(0, '127.0.0.1', resolve));
    const { port } = broken.address() as AddressInfo;
    const fault = await faultOf({ baseUrl: `https://127.0.0.1:${port}`, connectTimeoutMs: 100 });
    expect(fault).toMatchObject({ reason: 'connect-timeout', sent: false });
  });
});

describe('abort', () => {
  test.each([
    ['before the answer', silence],
    ['within the answer', halfOpen],
  ])('%s rejects with the reason of the signal', async (_name, reply) => {
    server.script(reply);
    const controller = new AbortController();
    const reason = new Error('activity cancelled');
    const answer = clientFor().post({ path: '/', body: '', signal: controller.signal });
    setTimeout(() => controller.abort(reason), 50);
    await expect(answer).rejects.toBe(reason);
  });

  test('of a signal that is already aborted sends nothing', async () => {
    const reason = new Error('activity cancelled');
    const answer = clientFor().post({ path: '/', body: '', signal: AbortSignal.abort(reason) });
    await expect(answer).rejects.toBe(reason);
    expect(server.seen).toHaveLength(0);
  });

  function halfOpen(_request: unknown, response: { write(chunk: string): unknown }): void {
    response.write('{');
  }
});

describe('faultToError', () => {
  const answered = (status: number, headers: Record<string, string> = {}) => ({
    status,
    headers,
    text: '<html>',
  });
  const said = (en: string) => ({ en, zh: '没有应答' });
  const sent = new TransportFault('headers-timeout', true, said('no answer in time'));
  const notSent = new TransportFault('refused', false, said('no connection'));
  const tooLarge = new TransportFault('too-large', true, said('too large'));

  test.each([
    ['a read that was sent', sent, 'read', Unavailable],
    ['a read that was not sent', notSent, 'read', Unavailable],
    ['a write that was sent', sent, 'write', InDoubt],
    ['a write that was not sent', notSent, 'write', Unavailable],
    ['a read with too large an answer', tooLarge, 'read', ProtocolViolation],
    ['a write with too large an answer', tooLarge, 'write', InDoubt],
    ['a read with status 502', answered(502), 'read', Unavailable],
    ['a write with status 502', answered(502), 'write', InDoubt],
    ['a read with status 429', answered(429), 'read', Throttled],
    ['a write with status 429', answered(429), 'write', Throttled],
    ['status 403', answered(403), 'read', Unauthorized],
    ['status 404', answered(404), 'read', Misconfigured],
    ['status 302', answered(302), 'write', Misconfigured],
    ['status 204', answered(204), 'read', ProtocolViolation],
  ] as const)('%s', (_name, fault, call, kind) => {
    const error = faultToError(fault, details, call);
    expect(error.constructor).toBe(kind);
    expect(error.message).toMatch(/^jushuitan wms\.partner\.query: /);
  });

  test.each([
    ['seconds', () => ({ 'retry-after': '7' }), 7_000, 7_000],
    ['a date', () => ({ 'retry-after': new Date(Date.now() + 30_000).toUTCString() }), 20_000, 30_000],
    ['neither', () => ({ 'retry-after': 'soon' }), 1_000, 1_000],
    ['years', () => ({ 'retry-after': '99999999' }), 900_000, 900_000],
    ['none', () => ({}), 1_000, 1_000],
  ])('Retry-After: %s', (_what, headersNow: () => HttpAnswer['headers'], least, most) => {
    const headers = headersNow();
    const error = faultToError({ status: 429, headers, text: '' }, details, 'read') as Throttled;
    expect(error.retryAfterMs).toBeGreaterThanOrEqual(least);
    expect(error.retryAfterMs).toBeLessThanOrEqual(most);
    expect(error.details.code).toBe('429');
  });

  test('leaves the reason of an abort alone', () => {
    const reason = new Error('activity cancelled');
    expect(faultToError(reason, details, 'write')).toBe(reason);
  });
});

describe('bytes of an answer', () => {
  const gbk = Buffer.from('{"name":"\xd6\xf7\xb2\xd6"}', 'latin1');
  const bytes = (body: Buffer, type: string, status = 200) =>
    server.script((_request, response) => response.writeHead(status, { 'content-type': type }).end(body));
  const ask = () => clientFor().post({ path: '', body: '', signal: never });

  test.each([
    ['GBK that is declared', gbk, 'application/json;charset=GBK'],
    ['GB2312 in quotes', gbk, 'text/html; charset="gb2312"'],
    ['GB18030', gbk, 'application/json; a=b; Charset=gb18030'],
    [
      'UTF-8 that is declared as ISO-8859-1 by a server',
      Buffer.from('{"name":"主仓"}'),
      'text/html;charset=ISO-8859-1',
    ],
    ['UTF-8 of an unknown name', Buffer.from('{"name":"主仓"}'), 'application/json;charset=utf8mb4'],
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFF{"name":"主仓"}'), 'application/json'],
  ])('%s are read', async (_name, body, type) => {
    bytes(body, type);
    expect((await ask()).text).toBe('{"name":"主仓"}');
  });

  test.each([
    ['GBK that is not declared', gbk, 'application/json', 'UTF-8'],
    [
      'a text cut within a character',
      Buffer.from('{"name":"主').subarray(0, -1),
      'application/json;charset=utf-8',
      'UTF-8',
    ],
    [
      'UTF-8 that is declared as GBK',
      Buffer.from('{"name":"主仓库1"}'),
      'application/json;charset=gbk',
      'GBK',
    ],
  ])('%s are a fault that says what to do, in doubt for a write', async (_name, body, type, charset) => {
    bytes(body, type);
    const fault = await faultOf();
    expect(fault).toMatchObject({ reason: 'undecodable', sent: true });
    expect(fault.message).toMatch(`the answer's bytes are not ${charset} (127.0.0.1:`);
    expect(fault.message).toContain('name its charset in content-type');
    expect(fault.said.zh).toContain(`应答的字节不是 ${charset}`);
    expect(faultToError(fault, details, 'read')).toBeInstanceOf(ProtocolViolation);
    expect(faultToError(fault, details, 'write')).toBeInstanceOf(InDoubt);
  });

  test('of an error page are read as far as they go: its status says what counts', async () => {
    bytes(gbk, 'text/html', 502);
    expect(faultToError(await ask(), details, 'read')).toBeInstanceOf(Unavailable);
  });
});
