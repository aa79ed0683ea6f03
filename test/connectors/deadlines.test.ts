import { setTimeout as delay } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { InDoubt, Unavailable } from '../../src/connectors/errors';
import { faultToError, HttpClient } from '../../src/connectors/http';
import { createKingdeeConnector } from '../../src/connectors/kingdee';
import { call, rejectionOf } from './calls';
import { appSecretSettings, loginSuccess } from './kingdee/support';
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

test('a login that drips blocks no later call', async () => {
  server.script(drip, json(loginSuccess), json([]));
  const settings = appSecretSettings(`${server.url}/k3cloud/`, { http: { totalTimeoutMs } });
  const kingdee = createKingdeeConnector(settings);
  const lookUp = () => kingdee.lookUp('BD_STOCK', [{ number: '1', organization: '1' }], [], call);
  expect(await rejectionOf(lookUp())).toBeInstanceOf(Unavailable);
  expect(await lookUp()).toEqual([]);
  await kingdee.close();
});
