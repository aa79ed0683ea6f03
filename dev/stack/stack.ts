import type { BinaryNotice } from '../server/download';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../src/root';
import { type DevServer, startDevServer } from '../server/devServer';
import { useExistingServer } from '../server/existingServer';
import { findServerBinary } from '../server/serverBinary';
import { readComposeFile, type StackSettings } from './composeFile';
import {
  type SandboxDescription,
  sandboxDescription,
  stackEnvironment,
  type StackDescription,
} from './description';
import { freePort } from '../../src/temporal/ports';
import { type Program, startProgram } from './program';
import { StackWorker } from './worker';

/** What comes up while the stack starts. */
export type StackNotice =
  | BinaryNotice
  | { readonly about: 'starting'; readonly program: 'worker' | 'server' | 'sandbox' }
  /** A server that was there already. */
  | { readonly about: 'using'; readonly address: string };

/** How to bring up the development stack. */
export interface StackOptions {
  /** Configuration of the worker. */
  readonly configPath: string;
  /** Folder for the programs' logs; it is made. */
  readonly logFolder: string;
  /** Whether to prefer the ports of `temporal-dev.yml`; otherwise any free ones are taken. */
  readonly usualPorts: boolean;
  /** SQLite file of the Temporal server; without it runs are kept in memory. */
  readonly dbFile?: string | undefined;
  /** Called at each step. */
  readonly notify: (notice: StackNotice) => void;
  /** Gives up the start and stops what was started. */
  readonly signal: AbortSignal;
}

/** A running development stack. */
export interface Stack {
  readonly description: StackDescription;
  /** What its other programs find it by. */
  readonly environment: Readonly<Record<string, string>>;
  /** Its worker, ready. */
  readonly worker: Pick<StackWorker, 'start' | 'kill'> & { readonly pid: number };
  /** Rejects with ProgramEnded when one of its programs ends by itself. */
  readonly failure: Promise<never>;
  /** Stops what was started: the worker first, so that it can finish what it holds. May be called twice. */
  stop(): Promise<void>;
}

/** Something that was started. */
type Part = Pick<Program, 'failure' | 'stop'>;

/** Starts Temporal, sandbox and worker, and waits until each is ready. What was started is stopped when one fails. */
export async function startStack(options: StackOptions): Promise<Stack> {
  mkdirSync(options.logFolder, { recursive: true });
  const settings = readComposeFile();
  const parts: Part[] = [];
  const stop = async () => {
    for (const part of parts.toReversed()) await part.stop();
  };
  options.signal.addEventListener('abort', () => void stop(), { once: true });
  try {
    const [server, sandbox] = await startBoth(options, settings, parts);
    options.signal.throwIfAborted();
    const description = { temporal: describe(server, settings), sandbox };
    options.notify({ about: 'starting', program: 'worker' });
    const environment = stackEnvironment(description, options.configPath);
    const worker = new StackWorker(environment, options.logFolder);
    parts.push(worker);
    const { pid, url } = await worker.start();
    return {
      description: { ...description, ...(url && { worker: { url } }) },
      environment,
      worker: { pid, start: () => worker.start(), kill: () => worker.kill() },
      failure: Promise.race(parts.map((part) => part.failure)),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * On a server that others use too, the stack keeps to a queue of its own: no other worker may take its tasks. A process id
 * would not tell two hosts apart.
 */
function describe(server: DevServer, settings: StackSettings): StackDescription['temporal'] {
  const { address, ui, namespace, shared } = server;
  return {
    address,
    ui,
    namespace,
    taskQueue: shared ? `${settings.taskQueue}-${randomUUID().slice(0, 8)}` : settings.taskQueue,
  };
}

/** Server and sandbox do not need each other, so they start side by side. */
async function startBoth(
  options: StackOptions,
  settings: StackSettings,
  parts: Part[],
): Promise<[DevServer, SandboxDescription]> {
  const started = await Promise.allSettled([
    startTemporal(options, settings, parts),
    startSandbox(options, settings, parts),
  ]);
  const failed = started.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return started.map((result) => (result as PromiseFulfilledResult<unknown>).value) as [
    DevServer,
    SandboxDescription,
  ];
}

async function startTemporal(
  options: StackOptions,
  settings: StackSettings,
  parts: Part[],
): Promise<DevServer> {
  const { env } = process;
  if (env.TEMPORAL_ADDRESS) options.notify({ about: 'using', address: env.TEMPORAL_ADDRESS });
  const server = env.TEMPORAL_ADDRESS
    ? await useExistingServer(settings, env)
    : await startOwnServer(options, settings);
  parts.push(server);
  return server;
}

async function startOwnServer(options: StackOptions, settings: StackSettings): Promise<DevServer> {
  const { logFolder, dbFile, notify, usualPorts, signal } = options;
  const binary = await findServerBinary({ env: process.env, notify });
  notify({ about: 'starting', program: 'server' });
  const server = { binary, settings, dbFile, logFolder, signal };
  return startDevServer(usualPorts ? { ...server, preferredPorts: settings.ports } : server);
}

async function startSandbox(
  options: StackOptions,
  settings: StackSettings,
  parts: Part[],
): Promise<SandboxDescription> {
  options.notify({ about: 'starting', program: 'sandbox' });
  const port = options.usualPorts ? await freePort(settings.ports.sandbox) : 0;
  try {
    return await startSandboxAt(port, options, settings, parts);
  } catch (error) {
    // Another program may have taken the port since it was looked at.
    if (port === 0 || options.signal.aborted) throw error;
    return startSandboxAt(0, options, settings, parts);
  }
}

async function startSandboxAt(
  port: number,
  options: StackOptions,
  settings: StackSettings,
  parts: Part[],
): Promise<SandboxDescription> {
  const sandbox = startProgram({
    name: 'sandbox',
    command: process.execPath,
    args: [
      path.join(root, 'dist', 'sandbox', 'main.js'),
      `--port=${port}`,
      ...settings.sandboxSizes.map((size) => `--size=${size}`),
    ],
    logFolder: options.logFolder,
  });
  parts.push(sandbox);
  try {
    return sandboxDescription.parse(JSON.parse(await sandbox.firstLine));
  } catch (error) {
    parts.splice(parts.indexOf(sandbox), 1);
    throw error;
  }
}
