import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Throttled } from '../../../src/connectors/errors';
import { json, startScriptedServer, type ScriptedServer } from '../scripted-server';
import { call, Connections, page, rejectionOf, tokenEnded, warehouses } from './connection';

const connections = new Connections();
let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer();
});
afterEach(async () => {
  await connections.close();
  await server.close();
});

/** The body of a recorded answer. */
function recorded(name: string): unknown {
  const file = path.join(__dirname, '../../fixtures/platforms', `jushuitan-${name}.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { body: unknown }).body;
}

test('warehouses of the old gateway, live: counts are 0 and is_main is missing', async () => {
  server.script(json(recorded('wms-partner-query.old-gateway.live')));
  const unset = { status: '生效' };
  expect(await connections.gateway(server.url).readPage(warehouses(), call)).toEqual({
    rows: [
      { key: '10000101', row: { name: '示例门店仓', co_id: '10000001', wms_co_id: '10000101', ...unset } },
      { key: '10000102', row: { name: '示例商城仓', co_id: '10000001', wms_co_id: '10000102', ...unset } },
    ],
    hasNext: false,
  });
});

test('warehouses of the open platform', async () => {
  server.script(json(recorded('wms-partner-query.openapi.constructed')));
  const { rows, hasNext } = await connections.openapi(server.url).readPage(warehouses(), call);
  expect(hasNext).toBe(false);
  expect(rows.map(({ row, fault }) => [row?.name, row?.is_main, row?.remark2, fault])).toEqual([
    ['示例主仓', true, undefined, undefined],
    ['示例分仓', false, '备注', undefined],
  ]);
});

test('a granted token', async () => {
  server.script(tokenEnded, json(recorded('get-init-token.openapi.fixture')), page());
  await connections.openapi(server.url).readPage(warehouses(), call);
  expect(server.seen.at(-1)?.body).toContain('access_token=access-value');
});

const rateLimits = recorded('rate-limit.openapi.fixture') as { code: number; msg: string }[];

test.each(rateLimits)('rate limit $code', async (body) => {
  server.script(json(body));
  const error = await rejectionOf(connections.openapi(server.url).readPage(warehouses(), call));
  expect(error).toBeInstanceOf(Throttled);
  expect(error).toMatchObject({
    retryAfterMs: body.code === 199 ? 1_000 : 60_000,
    details: { code: String(body.code), platformMessage: body.msg },
  });
});
