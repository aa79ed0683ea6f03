import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { notifyOf } from '../../dev/commands/notice';
import { readComposeFile } from '../../dev/stack/composeFile';
import { type DevServer, type DevServerOptions, startDevServer } from '../../dev/server/devServer';
import { findServerBinary } from '../../dev/server/serverBinary';

/** A Temporal server of the bench's own, set as in `temporal-dev.yml`, with a file store. */
export class BenchServer {
  private constructor(
    private readonly options: DevServerOptions & { readonly dbFile: string },
    private server: DevServer,
  ) {}

  /** Starts it with an empty store. */
  static async start(): Promise<BenchServer> {
    const logFolder = await mkdtemp(path.join(tmpdir(), 'jinqiao-bench-'));
    const binary = await findServerBinary({ env: process.env, notify: notifyOf });
    const dbFile = path.join(logFolder, 'temporal.db');
    const options = { binary, settings: readComposeFile(), dbFile, logFolder };
    return new BenchServer(options, await startDevServer(options));
  }

  get address(): string {
    return this.server.address;
  }

  get pid(): number {
    return this.server.pid as number;
  }

  /** Bytes of its store, write-ahead log included. */
  async fileBytes(): Promise<number> {
    const { dbFile } = this.options;
    const sizes = await Promise.all([dbFile, `${dbFile}-wal`].map(sizeOf));
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  /** Ends it as a power cut does, and starts it again at the same address after a while. */
  async killFor(milliseconds: number): Promise<void> {
    const { address, ui } = this.server;
    const gone = this.server.failure.catch(() => undefined);
    process.kill(this.pid, 'SIGKILL');
    await gone;
    await sleep(milliseconds);
    const preferredPorts = { temporal: portOf(`http://${address}`), ui: portOf(ui) };
    this.server = await startDevServer({ ...this.options, preferredPorts });
    if (this.server.address !== address) throw new Error(`${address} was taken meanwhile`);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await rm(this.options.logFolder, { recursive: true, force: true });
  }
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
