import { setTimeout as delay } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { InDoubt, Unavailable } from '../../src/connectors/errors';
import { HttpClient } from '../../src/connectors/http/client';
import { faultToError } from '../../src/connectors/http/toError';
import { createKingdeeConnector } from '../../src/connectors/kingdee';
import { call, rejectionOf } from './calls';
import { Connections, granted, page, tokenEnded, warehouses } from './jushuitan/connection';
import { appSecretSettings, loginSuccess, passwordSettings } from './kingdee/support';
import { json, type Reply, type ScriptedServer, startScriptedServer } from './scripted-server';

const totalTimeoutMs = 300;
const details = { platform: 'kingdee', operation: 'X' };
let server: ScriptedServer;
beforeEach(async () => {
  server = await startScriptedServer(json([]));
});
afterEach(() => server.close());

/** Answers with a byte now and then, for ever, so that there is never a long silence. */
const drip: Reply = (_request, response) => void dripInto(response);

async function dripInto(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json' });
  while (!response.destroyed) {
    response.write(' ');
    await delay(20);
  }
}

test.each([
  ['read', Unavailable],
  ['write', InDoubt],
] as const)('a %s whose answer drips ends at its deadline', async (kind, expected) => {
  server.script(drip);
  const http = new HttpClient({ baseUrl: server.url, totalTimeoutMs });
  const fault = await rejectionOf(http.post({ path: '/', body: '', signal: call.signal }));
  expect(fault).toMatchObject({ reason: 'total-timeout', sent: true });
  expect(faultToError(fault, details, kind)).toBeInstanceOf(expected);
  server.script(json({ ok: true }));
  expect(await http.post({ path: '/', body: '', signal: call.signal })).toMatchObject({ status: 200 });
  await http.close();
});

test.each([
  ['a login by secret', appSecretSettings],
  ['a login with a password', passwordSettings],
])('%s that drips blocks no later call, nor those that wait for it', async (_name, settingsOf) => {
  server.script(drip, json(loginSuccess), json([]));
  const kingdee = createKingdeeConnector(settingsOf(`${server.url}/k3cloud/`, { http: { totalTimeoutMs } }));
  const lookUp = () => kingdee.lookUp('BD_STOCK', [{ number: '1', organization: '1' }], [], call);
  const together = await Promise.all([rejectionOf(lookUp()), rejectionOf(lookUp())]);
  for (const error of together) expect(error).toBeInstanceOf(Unavailable);
  expect(await lookUp()).toEqual([]);
  await kingdee.close();
});

test('a token of Jushuitan that drips blocks no later call, nor those that wait for it', async () => {
  server.script(drip, granted('token-2'), page());
  const connections = new Connections();
  const http = { totalTimeoutMs };
  const jushuitan = connections.openapi(server.url, { accessToken: undefined, http });
  const read = () => jushuitan.readPage(warehouses(), call);
  const together = await Promise.all([rejectionOf(read()), rejectionOf(read())]);
  for (const error of together) expect(error).toBeInstanceOf(Unavailable);
  expect(await read()).toMatchObject({ rows: [] });
  await connections.close();
});

test('a token that is renewed and drips: later calls ask anew', async () => {
  server.script(tokenEnded, drip, granted('token-2'), page());
  const connections = new Connections();
  const jushuitan = connections.openapi(server.url, { refreshToken: 'refresh-0', http: { totalTimeoutMs } });
  expect(await rejectionOf(jushuitan.readPage(warehouses(), call))).toBeInstanceOf(Unavailable);
  server.script(tokenEnded, granted('token-2'), page());
  expect(await jushuitan.readPage(warehouses(), call)).toMatchObject({ rows: [] });
  await connections.close();
});
