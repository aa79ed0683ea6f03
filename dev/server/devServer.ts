import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { StackSettings } from '../stack/composeFile';
import { freePort } from '../../src/temporal/ports';
import { type Program, ProgramEnded, startProgram } from '../stack/program';

/** How to start a development server. */
export interface DevServerOptions {
  /** Path of the `temporal` executable. */
  readonly binary: string;
  readonly settings: Pick<StackSettings, 'namespace' | 'searchAttributes' | 'dynamicConfig'>;
  /** Ports to take when they are free; otherwise any free ones are taken. */
  readonly preferredPorts?: { readonly temporal: number; readonly ui: number };
  /** SQLite file that keeps runs over a restart; without it they are kept in memory. */
  readonly dbFile?: string | undefined;
  /** Folder for the server's log. */
  readonly logFolder: string;
  /** Gives up the start. */
  readonly signal?: AbortSignal | undefined;
}

/** A running development server. */
export interface DevServer {
  /** `host:port` of the gRPC front end. */
  readonly address: string;
  /** URL of the Temporal UI. */
  readonly ui: string;
  readonly namespace: string;
  /** Whether others use it too, so that it was not started here and will not be stopped. */
  readonly shared: boolean;
  /** Of the server's process, where it was started here. */
  readonly pid?: number | undefined;
  /** Rejects when the server ends by itself. */
  readonly failure: Promise<never>;
  stop(): Promise<void>;
}

/** Milliseconds that a server has to start. */
const patience = 30_000;

/** Starts a server and waits until its namespace and search attributes are there. */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  // A port can be taken between looking and starting, so a start that fails at once is tried again on other ports.
  for (let attempt = 1; ; attempt += 1) {
    const preferred = attempt === 1 ? options.preferredPorts : undefined;
    try {
      return await startOnce(options, await freePort(preferred?.temporal), await freePort(preferred?.ui));
    } catch (error) {
      if (!(error instanceof ProgramEnded) || attempt === 3 || options.signal?.aborted) throw error;
    }
  }
}

async function startOnce(options: DevServerOptions, port: number, uiPort: number): Promise<DevServer> {
  const program = startProgram({
    name: 'temporal',
    command: options.binary,
    args: serverArguments(options, port, uiPort),
    logFolder: options.logFolder,
  });
  const address = `127.0.0.1:${port}`;
  try {
    // Its first line says that it has its ports; before, another server may answer there.
    await program.firstLine;
    await Promise.race([whenReady(address, options), program.failure]);
  } catch (error) {
    await program.stop();
    throw error;
  }
  return running(program, address, uiPort, options.settings.namespace);
}

function running(program: Program, address: string, uiPort: number, namespace: string): DevServer {
  const ui = `http://127.0.0.1:${uiPort}`;
  const { pid, failure } = program;
  return { address, ui, namespace, shared: false, pid, failure, stop: () => program.stop() };
}

function serverArguments({ settings, dbFile }: DevServerOptions, port: number, uiPort: number): string[] {
  const pragmas = ['journal_mode=wal', 'synchronous=normal'].map((pragma) => `--sqlite-pragma=${pragma}`);
  return [
    'server',
    'start-dev',
    '--ip=127.0.0.1',
    `--port=${port}`,
    `--ui-port=${uiPort}`,
    '--log-level=warn',
    `--namespace=${settings.namespace}`,
    ...Object.entries(settings.searchAttributes).map(([name, type]) => `--search-attribute=${name}=${type}`),
    ...settings.dynamicConfig.map((pair) => `--dynamic-config-value=${pair}`),
    ...(dbFile ? [`--db-filename=${dbFile}`, ...pragmas] : []),
  ];
}

async function whenReady(address: string, { settings, signal }: DevServerOptions): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await assertReady(address, settings);
    } catch (error) {
      if (Date.now() > deadline)
        throw new Error(`the Temporal server at ${address} did not start`, { cause: error });
      await sleep(50);
    }
  }
}

/** The server answers before it has made its namespaces and search attributes. */
async function assertReady(address: string, settings: DevServerOptions['settings']): Promise<void> {
  const { namespace, searchAttributes } = settings;
  const connection = await Connection.connect({ address, connectTimeout: 2_000 });
  try {
    await connection.workflowService.describeNamespace({ namespace });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.keys(searchAttributes).filter((name) => !(name in (customAttributes ?? {})));
    if (missing.length) throw new Error(`search attributes not there yet: ${missing.join(', ')}`);
  } finally {
    await connection.close();
  }
}
