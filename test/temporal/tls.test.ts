import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createSecureServer, createServer, type Http2Server, type SecureServerOptions } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectClient, TemporalUnreachable } from '../../src/temporal/connect';
import { connectNative } from '../../src/temporal/connectNative';
import { temporalTarget } from '../../src/temporal/target';
import { Authority } from '../support/authority';

/** Settings of TLS and API keys against servers that listen, over the connections that commands and workers make. */
const authority = new Authority();
const folder = mkdtempSync(path.join(tmpdir(), 'jinqiao-tls-'));
const servers: { close(): unknown }[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));
afterAll(() => {
  authority.close();
  rmSync(folder, { recursive: true });
});

const { key, cert } = authority.issue();
const otherHost = authority.issue({ names: 'DNS:temporal.example.com' });

/** Answers every call with a status of gRPC. */
function answering(server: Http2Server, status: number): Promise<string> {
  server.on('stream', (stream) => {
    stream.on('error', () => undefined);
    const trailers = { 'grpc-status': String(status), 'grpc-message': 'Request unauthorized.' };
    stream.respond({ ':status': 200, 'content-type': 'application/grpc', ...trailers }, { endStream: true });
  });
  server.on('sessionError', () => undefined);
  server.on('session', (session) => servers.push({ close: () => session.destroy() }));
  return listening(server);
}

async function listening(server: Http2Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const secure = (options: SecureServerOptions = {}, status = 16) =>
  answering(createSecureServer({ key, cert, ...options }), status);

function written(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const trusted = { TEMPORAL_TLS: 'true', TEMPORAL_TLS_SERVER_CA_CERT_PATH: authority.path };

/** What a client and a worker say that connect with these variables. */
async function said(address: string, env: Record<string, string>): Promise<string[]> {
  const settings = { address, namespace: 'default', taskQueue: 'jinqiao' };
  const told: string[] = [];
  for (const connect of [
    (target: ReturnType<typeof temporalTarget>) => connectClient(target, 1_500),
    connectNative,
  ]) {
    const error: unknown = await connect(temporalTarget(settings, env)).then(
      () => new Error('connected'),
      (failure: unknown) => failure,
    );
    told.push(error instanceof TemporalUnreachable ? (error.advice?.en ?? error.message) : String(error));
  }
  return told;
}

const both = (words: string) => [expect.stringContaining(words), expect.stringContaining(words)];

test('a server with TLS, a client without', async () => {
  expect(await said(await secure(), {})).toEqual(both('set TEMPORAL_TLS=true'));
});

test.each([{ TEMPORAL_TLS: 'true' }, { TEMPORAL_API_KEY: 'secret' }])(
  'a server without TLS, a client with %j',
  async (env) => {
    const plain = await answering(createServer(), 16);
    expect(await said(plain, env)).toEqual(both('leave out TEMPORAL_TLS'));
  },
);

test.each([
  ['a certificate of nobody known', { key, cert }, { TEMPORAL_TLS: 'true' }],
  ['a certificate of another host', otherHost, trusted],
])('%s', async (_what, certified, env) => {
  const told = await said(await secure(certified), env);
  expect(told).toEqual(both('TEMPORAL_TLS_SERVER_CA_CERT_PATH, or TEMPORAL_TLS_SERVER_NAME'));
});

test('an expired certificate', async () => {
  const told = await said(await secure(authority.issue({ from: -9, to: -2 })), trusted);
  expect(told).toEqual(both('have it renewed'));
});

test.each([
  ['for this host', { key, cert }, trusted],
  ['for the name given', otherHost, { ...trusted, TEMPORAL_TLS_SERVER_NAME: 'temporal.example.com' }],
])('a trusted certificate %s, and an API key that is refused', async (_what, certified, env) => {
  for (const status of [16, 7]) {
    const told = await said(await secure(certified, status), { ...env, TEMPORAL_API_KEY: 'secret' });
    expect(told).toEqual(both('check TEMPORAL_API_KEY'));
    expect(told.join()).not.toContain('secret');
  }
});

test('an API key that is refused without TLS', async () => {
  const plain = await answering(createServer(), 16);
  expect(await said(plain, { TEMPORAL_API_KEY: 'secret', TEMPORAL_TLS: 'false' })).toEqual(
    both('check TEMPORAL_API_KEY'),
  );
});

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'a server that wants a client certificate, %s',
  async (version) => {
    const server = await secure({ requestCert: true, ca: cert, maxVersion: version, minVersion: version });
    expect(await said(server, trusted)).toEqual(both('set TEMPORAL_TLS_CLIENT_CERT_PATH'));
  },
);

test('files that are no certificates', async () => {
  const server = await secure({ requestCert: true });
  const [junk, own] = [written('junk.pem', 'junk'), written('own.key', key)];
  const client = { TEMPORAL_TLS_CLIENT_CERT_PATH: junk, TEMPORAL_TLS_CLIENT_KEY_PATH: own };
  expect(await said(server, { ...trusted, ...client })).toEqual(both('holds no certificate'));
  const unknown = await said(server, { ...trusted, TEMPORAL_TLS_SERVER_CA_CERT_PATH: junk });
  expect(unknown).toEqual(both('TEMPORAL_TLS_SERVER_CA_CERT_PATH'));
});
