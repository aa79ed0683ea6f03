import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { Misconfigured } from '../../src/connectors/errors';
import { createGreatonceConnector } from '../../src/connectors/greatonce';
import { HttpClient } from '../../src/connectors/http/client';
import { certificateAdvice, TransportFault } from '../../src/connectors/http/faults';
import { faultToError } from '../../src/connectors/http/toError';
import { createKingdeeConnector } from '../../src/connectors/kingdee';
import { diagnose } from '../../src/temporal/diagnose';
import { Authority, type Certified, secureServer } from '../support/authority';
import { call, rejectionOf } from './calls';
import { Connections as Guanyi, shops } from './guanyi/connection';
import { Connections as Jushuitan, warehouses } from './jushuitan/connection';
import { appSecretSettings, passwordSettings, signedSettings } from './kingdee/support';
import { Connections as Qimen, saleouts } from './qimen/connection';

/** Servers whose certificates an authority of these tests has signed, or nobody. */
const authority = new Authority();
const open: { close(): unknown }[] = [];
/** The port of a server whose certificate nobody has signed. */
let port: number;

beforeAll(async () => {
  port = await serve(authority.alone());
});
afterAll(async () => {
  await Promise.all(open.map((one) => one.close()));
  authority.close();
});

async function serve(certified: Certified): Promise<number> {
  const server = await secureServer(certified, (_request, response) => response.end('[]'));
  open.push(server);
  return server.port;
}

async function portOf(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const qimen = new Qimen();
const guanyi = new Guanyi();
const jushuitan = new Jushuitan();
open.push(qimen, guanyi, jushuitan);
const openapi = (url: string) => jushuitan.openapi(url, { accessToken: undefined });
const greatonce = (url: string) =>
  kept(createGreatonceConnector({ platform: 'greatonce', url, ...credentials }));

/** Closed with the others. */
function kept<C extends { close(): unknown }>(connector: C): C {
  open.push(connector);
  return connector;
}

const extra = expect.stringContaining('NODE_EXTRA_CA_CERTS');

test.each(['read', 'write'] as const)(
  'a %s under an unknown certificate says at once what to do',
  async (kind) => {
    const http = new HttpClient({ baseUrl: `https://127.0.0.1:${port}` });
    const fault = await rejectionOf(http.post({ path: '/', body: '', signal: call.signal }));
    await http.close();
    expect(fault).toMatchObject({ reason: 'certificate', sent: false });
    const error = faultToError(fault, { platform: 'kingdee', operation: 'X' }, kind);
    expect(error).toBeInstanceOf(Misconfigured);
    expect(error).toMatchObject({ message: extra, details: { advice: { en: extra, zh: extra } } });
    expect(error.cause).toBeInstanceOf(TransportFault);
  },
);

test.each([
  ['a signed call', signedSettings],
  ['a login', appSecretSettings],
  ['a login with a password', passwordSettings],
])('%s of Kingdee is Misconfigured, and check says so', async (_name, settingsOf) => {
  const kingdee = createKingdeeConnector(settingsOf(`https://127.0.0.1:${port}/k3cloud/`));
  const asked = kingdee.lookUp('BD_STOCK', [{ number: '1', organization: '1' }], [], call);
  expect(await rejectionOf(asked)).toMatchObject({ name: 'Misconfigured', message: extra });
  const save = kingdee.save('BD_STOCK', [{ FNumber: '1' }], {}, call);
  expect(await rejectionOf(save)).toMatchObject({ name: 'Misconfigured', message: extra });
  const steps = [];
  for await (const step of kingdee.probe(call)) steps.push(step);
  expect(steps).toMatchObject([{ step: 'reachable', ok: false, advice: { zh: extra } }]);
  await kingdee.close();
});

const credentials = { appKey: 'a', appSecret: 's', customerId: 'c' };
const distributor = { actionType: 'add', distributorCode: 'D1' };

test.each([
  ['a token of Jushuitan', (url: string) => openapi(url).readPage(warehouses(), call)],
  ['Qimen', (url: string) => qimen.connect(url).readPage(saleouts(), call)],
  ['Guanyi', (url: string) => guanyi.connect(url).readPage(shops(), call)],
  [
    'a save of GreatOnce',
    (url: string) => greatonce(url).save('greatonce.distributor.single.sync', [distributor], {}, call),
  ],
])('%s likewise', async (_name, ask) => {
  const error = await rejectionOf(ask(`https://127.0.0.1:${port}`));
  expect(error).toMatchObject({ name: 'Misconfigured', message: extra });
});

describe('a host that knows the authority', () => {
  /** How a look-up ends at an address, in a process that was started with NODE_EXTRA_CA_CERTS. */
  async function dialled(certified: Certified): Promise<unknown> {
    const args = ['-r', hook, program, `https://127.0.0.1:${await serve(certified)}/k3cloud/`];
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: authority.path };
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    return JSON.parse(stdout);
  }
  const hook = path.join(__dirname, '../sandbox/support/typescript.cjs');
  const program = path.join(__dirname, 'dial.ts');

  test('takes what it has signed', async () => {
    expect(await dialled(authority.issue())).toEqual({ found: 0 });
  });

  test.each([
    ['has expired', { from: -9, to: -2 }, 'CERT_HAS_EXPIRED', 'have it renewed'],
    ['is not valid yet', { from: 2, to: 3 }, 'CERT_NOT_YET_VALID', 'set the clock of this host'],
    ['is for another host', { names: 'DNS:erp.example.com' }, 'ALTNAME_INVALID', 'for another host'],
    ['comes without the one between', { intermediate: true }, 'UNABLE_TO_VERIFY', 'NODE_EXTRA_CA_CERTS'],
  ])('a certificate that %s: Misconfigured, with what to do', async (_what, oddities, code, advice) => {
    expect(await dialled(authority.issue(oddities))).toEqual({
      name: 'Misconfigured',
      message: expect.stringMatching(new RegExp(`${code}.*${advice}`)),
    });
  });
});

test.each([
  ['no TLS', () => createServer(), 'write http:// in the url'],
  [
    'only TLS 1.1',
    () =>
      createSecureServer({
        ...authority.alone(),
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      }),
    'TLS 1.2 or later',
  ],
])('an address with %s is Misconfigured at once', async (_what, server, advice) => {
  const url = `https://127.0.0.1:${await portOf(server())}/k3cloud/`;
  const kingdee = kept(createKingdeeConnector(signedSettings(url)));
  const asked = kingdee.lookUp('BD_STOCK', [{ number: '1', organization: '1' }], [], call);
  expect(await rejectionOf(asked)).toMatchObject({
    name: 'Misconfigured',
    message: expect.stringContaining(advice),
  });
});

test.each([
  ['SELF_SIGNED_CERT_IN_CHAIN', 'NODE_EXTRA_CA_CERTS'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'NODE_EXTRA_CA_CERTS'],
])('%s has an advice of its own', (code, words) => {
  expect(certificateAdvice(code)?.en).toContain(words);
});

describe('what a look at a Temporal server tells', () => {
  const failed = new Error('Failed to connect before the deadline');

  test('a server behind proxy variables', async () => {
    const address = `127.0.0.1:${await portOf(createServer())}`;
    const proxied = await diagnose({ address, connectionOptions: {} }, failed, { HTTPS_PROXY: 'http://p:1' });
    expect(proxied?.en).toMatch(/^HTTPS_PROXY is set.*add 127\.0\.0\.1 to NO_PROXY/);
    expect(await diagnose({ address, connectionOptions: {} }, failed, {})).toBeUndefined();
  });
});
