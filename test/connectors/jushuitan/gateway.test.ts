import { ProtocolViolation, Throttled, Unauthorized, Unavailable } from '../../../src/connectors/errors';
import { signGateway } from '../../../src/connectors/jushuitan/generations';
import { halfABody, json, startScriptedServer, text, type ScriptedServer } from '../scripted-server';
import { call, Connections, rejectionOf, warehouses } from './connection';

const connections = new Connections();
const row = { name: '示例分仓', co_id: 10000001, wms_co_id: 10000102, status: '生效' };
const paging = { page_size: 0, page_index: 0, data_count: 0, page_count: 0 };
let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer();
});
afterEach(async () => {
  await connections.close();
  await server.close();
});

test('a page is asked for with system parameters in the signed order and the parameters as JSON', async () => {
  server.script(json({ ...paging, has_next: true, datas: [row], code: 0, issuccess: true, msg: null }));
  const answer = await connections.gateway(server.url).readPage(warehouses(2, 100), call);
  expect(answer).toMatchObject({ rows: [{ key: '10000102', row: { status: '生效' } }], hasNext: true });
  const [seen] = server.seen;
  const { pathname, searchParams } = new URL(seen?.url ?? '', server.url);
  expect(pathname).toBe('/api/open/query.aspx');
  expect([...searchParams.keys()]).toEqual(['method', 'partnerid', 'token', 'ts', 'sign']);
  expect(searchParams.get('partnerid')).toBe('demo-partner');
  const caller = { partnerId: 'demo-partner', partnerKey: 'demo-partner-key', token: 'demo-token' };
  expect(searchParams.get('sign')).toBe(
    signGateway('wms.partner.query', searchParams.get('ts') ?? '', caller),
  );
  expect(seen?.body).toBe('{"page_index":"2","page_size":"100"}');
});

test('credentials are encoded in the address but signed as they are', async () => {
  server.script(json({ has_next: false, datas: [], code: 0, issuccess: true }));
  await connections.gateway(server.url, { token: 'a+b&c=d' }).readPage(warehouses(), call);
  const { searchParams } = new URL(server.seen[0]?.url ?? '', server.url);
  const caller = { partnerId: 'demo-partner', partnerKey: 'demo-partner-key', token: 'a+b&c=d' };
  expect(searchParams.get('token')).toBe('a+b&c=d');
  expect(searchParams.get('sign')).toBe(
    signGateway('wms.partner.query', searchParams.get('ts') ?? '', caller),
  );
});

test.each([
  ['code 10', json({ code: 10, issuccess: false, msg: '验证失败!无效签名' }), Unauthorized],
  ['code 100', json({ code: 100, issuccess: false, msg: 'access_token超时' }), Unauthorized],
  ['code 190', json({ code: 190, issuccess: false, msg: '验证失败!' }), Unauthorized],
  ['code 199', json({ code: 199, issuccess: false, msg: '调用太频繁，请稍后再试!' }), Throttled],
  ['code 150', json({ code: 150, issuccess: false, msg: '内部处理异常！' }), Unavailable],
  [
    'no success with code 0',
    json({ code: 0, issuccess: false, has_next: false, datas: [] }),
    ProtocolViolation,
  ],
  ['no has_next', json({ code: 0, issuccess: true, msg: null, datas: [row] }), ProtocolViolation],
  ['a page of HTML', text('<html>'), ProtocolViolation],
  ['HTTP 503', text('', 503), Unavailable],
  ['half a body', halfABody, Unavailable],
])('%s', async (_name, reply, kind) => {
  server.script(reply);
  const error = await rejectionOf(connections.gateway(server.url).readPage(warehouses(), call));
  expect(error.constructor).toBe(kind);
  expect(error.message).not.toMatch(/demo-token|demo-partner-key|sign=/);
  expect(server.seen).toHaveLength(1);
});
