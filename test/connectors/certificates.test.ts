import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Misconfigured } from '../../src/connectors/errors';
import { certificateAdvice, faultToError, HttpClient, TransportFault } from '../../src/connectors/http';
import { createKingdeeConnector } from '../../src/connectors/kingdee';
import { diagnose } from '../../src/temporal/diagnose';
import { call, rejectionOf } from './calls';
import { appSecretSettings, signedSettings } from './kingdee/support';

/** A server whose certificate nobody has signed, made for these tests alone. */
let server: Server;
let port: number;

beforeAll(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'jinqiao-certificate-'));
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const files = ['-keyout', key, '-out', cert];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', ...kind, ...files, ...subject], { stdio: 'ignore' });
  server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) =>
    response.end('{}'),
  );
  rmSync(folder, { recursive: true });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

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

test.each([
  ['SELF_SIGNED_CERT_IN_CHAIN', 'NODE_EXTRA_CA_CERTS'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'NODE_EXTRA_CA_CERTS'],
  ['CERT_HAS_EXPIRED', 'renewed'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'another host'],
])('%s has an advice of its own', (code, words) => {
  expect(certificateAdvice(code)?.en).toContain(words);
});

describe('what a look at a Temporal server tells', () => {
  const dialled = (connectionOptions: object = {}) => ({ address: `127.0.0.1:${port}`, connectionOptions });
  const failed = new Error('Failed to connect before the deadline');

  test('a client without TLS, and one that does not take the certificate', async () => {
    expect(await diagnose(dialled(), failed, {})).toMatchObject({
      en: expect.stringContaining('TEMPORAL_TLS=true'),
    });
    const tls = await diagnose(dialled({ tls: true }), failed, {});
    expect(tls?.zh).toContain('TEMPORAL_TLS_SERVER_CA_CERT_PATH');
  });

  test('a server without TLS', async () => {
    const plain = (await import('node:net')).createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('no TLS here\r\n');
    });
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const address = `127.0.0.1:${(plain.address() as AddressInfo).port}`;
    const { en } = (await diagnose({ address, connectionOptions: { apiKey: 'k' } }, failed, {})) ?? {};
    expect(en).toContain('leave out TEMPORAL_TLS');
    const proxied = await diagnose({ address, connectionOptions: {} }, failed, { HTTPS_PROXY: 'http://p:1' });
    expect(proxied?.en).toMatch(/^HTTPS_PROXY is set.*add 127\.0\.0\.1 to NO_PROXY/);
    expect(await diagnose({ address, connectionOptions: {} }, failed, {})).toBeUndefined();
    plain.close();
  });

  test('a refused API key', async () => {
    const refused = Object.assign(new Error('16 UNAUTHENTICATED: Request unauthorized.'), { code: 16 });
    expect((await diagnose(dialled({ apiKey: 'k' }), refused, {}))?.en).toContain('TEMPORAL_API_KEY');
  });
});
