import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readComposeFile } from '../../../dev/stack/composeFile';
import { freePort } from '../../../src/temporal/ports';
import { type DevServer, startDevServer } from '../../../dev/server/devServer';
import { findServerBinary } from '../../../dev/server/serverBinary';

/** A Temporal server of a test's own that keeps its runs in a file, so that it can be ended and started again. */
export class OwnTemporal {
  private constructor(
    private server: DevServer,
    private readonly folder: string,
    private readonly ports: { readonly temporal: number; readonly ui: number },
  ) {}

  /** Starts it, with the settings of the development stack. */
  static async start(): Promise<OwnTemporal> {
    const folder = await mkdtemp(path.join(tmpdir(), 'jinqiao-temporal-'));
    const ports = { temporal: await freePort(), ui: await freePort() };
    return new OwnTemporal(await serve(folder, ports), folder, ports);
  }

  get address(): string {
    return this.server.address;
  }

  get namespace(): string {
    return this.server.namespace;
  }

  /** Ends the server by a signal and waits until it is gone. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    process.kill(this.server.pid as number, signal);
    await this.server.failure.catch(() => undefined);
  }

  /** Starts it again on the same port, with the runs that it had. */
  async restart(): Promise<void> {
    const { address } = this.server;
    this.server = await serve(this.folder, this.ports);
    if (this.server.address !== address) throw new Error(`the port of ${address} was taken meanwhile`);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function serve(
  folder: string,
  preferredPorts: { readonly temporal: number; readonly ui: number },
): Promise<DevServer> {
  const binary = await findServerBinary({ env: process.env, notify: () => undefined });
  const dbFile = path.join(folder, 'temporal.db');
  return startDevServer({ binary, settings: readComposeFile(), preferredPorts, dbFile, logFolder: folder });
}
