import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { composePath, readComposeFile } from '../../dev/stack/composeFile';
import { freePort } from '../../src/temporal/ports';
import { connectClient } from '../../src/temporal/connect';
import { type DevServer, startDevServer } from '../../dev/server/devServer';
import { useExistingServer } from '../../dev/server/existingServer';
import { assertSearchAttributes, missingSearchAttributes } from '../../src/temporal/searchAttributes';
import { findServerBinary } from '../../dev/server/serverBinary';

const notify = () => undefined;
let folder: string;
let server: DevServer | undefined;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'server-'))));
afterEach(async () => {
  await server?.stop();
  server = undefined;
  rmSync(folder, { recursive: true });
});

/** The Compose file with another namespace, so that a server's defaults cannot pass for it. */
function composeFile(): string {
  const file = path.join(folder, 'compose.yml');
  writeFileSync(file, readFileSync(composePath, 'utf8').replaceAll('=default', '=trading'));
  return file;
}

async function start(preferredPorts: { temporal: number; ui: number }): Promise<DevServer> {
  const binary = await findServerBinary({ env: process.env, notify });
  const settings = readComposeFile(composeFile());
  server = await startDevServer({ binary, settings, preferredPorts, logFolder: folder });
  return server;
}

test('a started server has the namespace, search attributes and ports that the Compose file names', async () => {
  // Below the ports that the system gives to connections: those of other tests cannot take one meanwhile.
  const from = 20_000 + Math.floor(Math.random() * 10_000);
  const ports = { temporal: await freePort(from), ui: await freePort(from + 1) };
  const { address, ui, namespace } = await start(ports);
  expect({ address, ui, namespace }).toEqual({
    address: `127.0.0.1:${ports.temporal}`,
    ui: `http://127.0.0.1:${ports.ui}`,
    namespace: 'trading',
  });
  expect((await fetch(ui)).status).toBe(200);
  const client = await connectClient({ address, namespace, connectionOptions: { address } });
  try {
    const { searchAttributes } = readComposeFile();
    expect(Object.keys(searchAttributes).length).toBeGreaterThan(0);
    await expect(missingSearchAttributes(client.connection, namespace, searchAttributes)).resolves.toEqual(
      [],
    );
    const changed = { ...searchAttributes, Other: 'Keyword', RejectedCount: 'Text' };
    await expect(missingSearchAttributes(client.connection, namespace, changed)).resolves.toEqual([
      'RejectedCount',
      'Other',
    ]);
    // What keeps a worker from starting where every run would stand still at its first task.
    await expect(assertSearchAttributes(client.connection, namespace, changed)).rejects.toThrow(
      'create --namespace trading --name RejectedCount --type Text --name Other --type Keyword',
    );
  } finally {
    await client.connection.close();
  }
});

test('ports in use are avoided', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as { port: number };
  const { address } = await start({ temporal: port, ui: port });
  expect(address).not.toBe(`127.0.0.1:${port}`);
  taken.close();
});

test('a server that runs already is given the search attributes it lacks, and left running', async () => {
  const { address } = await start({ temporal: await freePort(), ui: await freePort() });
  const settings = { ...readComposeFile(composeFile()), searchAttributes: { Extra: 'Keyword' } };
  const shared = await useExistingServer(settings, { TEMPORAL_ADDRESS: address });
  expect(shared).toMatchObject({ address, namespace: 'trading', shared: true });
  await shared.stop();
  const client = await connectClient({ address, namespace: 'trading', connectionOptions: { address } });
  await expect(
    missingSearchAttributes(client.connection, 'trading', settings.searchAttributes),
  ).resolves.toEqual([]);
  await client.connection.close();
});
