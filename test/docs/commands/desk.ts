import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'unbash';
import { root } from '../../../src/root';
import { freePort } from '../../../src/temporal/ports';
import { findServerBinary } from '../../../dev/server/serverBinary';
import { schemes } from '../../../src/workflows/catalogue';
import type { SchemeName } from './data';
import { cleanEnvironment, finished, jinqiao, type Finished } from '../../commands/jinqiao';
import { World, type WorldOptions } from '../../support/world';

/** How a command is given. */
export interface Given {
  /** What is typed when it asks. */
  readonly stdin?: string;
  /** A documented command of the same shell before it. */
  readonly first?: string;
  /** Lines of the same shell after it, which show what it left there. */
  readonly after?: string;
}

/** A command that goes on until it is stopped. */
export interface Lasting {
  readonly process: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Ends it as a service is ended; its exit code. */
  stop(): Promise<number | null>;
}

/** Placeholders of the documents, and what stands for them at a desk. */
type Placeholders = readonly (readonly [placeholder: string, value: string])[];

/**
 * Where a reader of the documents sits: a shell in a folder of its own, with `jinqiao`, `temporal` and, if there is
 * one, `tctl` on its PATH, before a world with data and a worker.
 */
export class Desk {
  private constructor(
    readonly world: World,
    readonly folder: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly placeholders: Placeholders,
  ) {}

  /** @param env variables that the configuration refers to beside those of the world */
  static async open(options: WorldOptions, env: Readonly<Record<string, string>>): Promise<Desk> {
    const world = await World.start(options);
    const folder = await mkdtemp(path.join(tmpdir(), 'desk-'));
    await layOut(folder, world.env.JINQIAO_CONFIG!);
    const bin = path.join(folder, 'bin');
    const temporal = await findServerBinary({ env: process.env, notify: () => undefined });
    program(bin, 'jinqiao', process.execPath, path.join(root, 'bin', 'jinqiao'));
    program(bin, 'temporal', temporal);
    const tctl = tctlBinary();
    if (tctl !== undefined) program(bin, 'tctl', tctl);
    const environment = cleanEnvironment({
      ...world.env,
      ...env,
      HOME: folder,
      PATH: `${bin}${path.delimiter}${process.env.PATH}`,
    });
    return new Desk(world, folder, environment, await placeholdersOf(world, folder));
  }

  /** Runs a documented command to its end. */
  async run(command: string, { stdin = '', first = '', after = '' }: Given = {}): Promise<Finished> {
    const script = [first, command, after].map((line) => this.filledIn(line)).join('\n');
    const plain = stdin ? undefined : wordsOf(script);
    if (plain) return jinqiao(plain, { env: this.env, cwd: this.folder });
    const lasting = this.spawn(script);
    // A command that reads no input may have ended before it is given any.
    lasting.process.stdin?.on('error', () => undefined).end(stdin);
    const code = await ended(lasting.process);
    return finished(code, lasting.stdout(), lasting.stderr());
  }

  /** Starts a documented command that goes on until it is stopped. */
  start(command: string): Lasting {
    return this.spawn(`exec ${this.filledIn(command)}`);
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  /** A run of the scheme under way that cannot end, since its source does not answer; its usual workflow id. */
  async heldRun({ name, source, usual }: SchemeName): Promise<void> {
    const { taskQueue, client } = this.world;
    const workflowId = `${taskQueue}/${name}/${source}/${usual}`;
    await this.world.control.fault({ platform: source, kind: 'status', status: 503 });
    if ((await this.stateOf(workflowId)).status === 'RUNNING')
      await client.workflow.getHandle(workflowId).signal('resume');
    else await client.workflow.start(name, { workflowId, taskQueue });
    await this.reaches(workflowId, { outcome: 'running' });
  }

  /** A new run that is paused before its first page. @param documented its workflow id, as the documents have it */
  async pausedRun(name: string, documented: string): Promise<void> {
    const { taskQueue, client, control } = this.world;
    const workflowId = this.filledIn(documented);
    await control.clearFaults();
    await client.workflow.signalWithStart(name, {
      workflowId,
      taskQueue,
      signal: 'pause',
      workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    });
    await this.reaches(workflowId, { outcome: 'paused' });
  }

  /** Status at the server, and what the run says of itself. */
  async stateOf(workflowId: string): Promise<{ status?: string; outcome?: unknown }> {
    const described = await this.world.client.workflow
      .getHandle(workflowId)
      .describe()
      .catch(() => undefined);
    if (!described) return {};
    return { status: described.status.name, outcome: described.searchAttributes?.Outcome?.[0] };
  }

  /** Waits until the run is in this state. @param documented its workflow id, as the documents have it */
  async reaches(documented: string, state: { status?: string; outcome?: string }): Promise<void> {
    const workflowId = this.filledIn(documented);
    await this.world.until(async () => {
      const now = await this.stateOf(workflowId);
      return (state.status ?? now.status) === now.status && (state.outcome ?? now.outcome) === now.outcome;
    });
  }

  /** A namespace takes one batch at a time. */
  async batchesDone(): Promise<void> {
    const { connection } = this.world.client;
    await this.world.until(async () => {
      const { operationInfo } = await connection.workflowService.listBatchOperations({
        namespace: this.world.taskQueue,
      });
      // 1 is running.
      return !operationInfo?.some(({ state }) => Number(state) === 1);
    });
  }

  async close(): Promise<void> {
    await this.world.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private filledIn(command: string): string {
    return this.placeholders.reduce((text, [from, to]) => text.replaceAll(from, to), command);
  }

  private spawn(script: string): Lasting {
    const child = spawn('bash', ['-c', script], { env: this.env, cwd: this.folder });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const stop = () => {
      const end = ended(child);
      child.kill('SIGTERM');
      return end;
    };
    return { process: child, stdout: () => stdout, stderr: () => stderr, stop };
  }
}

/** The `tctl` to try the documents with: the one that `TCTL` names, else one on the PATH. */
export function tctlBinary(): string | undefined {
  if (process.env.TCTL) return process.env.TCTL;
  try {
    return execFileSync('bash', ['-c', 'command -v tctl'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve));
}

/** The arguments of a script that is one call of `jinqiao` and nothing that only a shell can do. */
function wordsOf(script: string): string[] | undefined {
  const [only, ...others] = parse(script).commands;
  if (only?.command.type !== 'Command' || others.length > 0 || only.background) return undefined;
  const { name, prefix, suffix } = only.command;
  const words = suffix.map((part) => (part.type === 'Word' ? part.value : undefined));
  const isCall = name?.value === 'jinqiao' && prefix.length === 0 && !words.includes(undefined);
  // What a shell would replace: variables, patterns, the home folder.
  return isCall && !/[$`*?~]/.test(script) ? (words as string[]) : undefined;
}

/** What the documents take to be in the folder. */
async function layOut(folder: string, config: string): Promise<void> {
  for (const name of ['bin', '.local/share/bash-completion/completions', '.config/fish/completions', 'zsh'])
    mkdirSync(path.join(folder, name), { recursive: true });
  copyFileSync(path.join(root, 'jinqiao.example.yml'), path.join(folder, 'jinqiao.example.yml'));
  copyFileSync(config, path.join(folder, 'jinqiao.yml'));
  writeFileSync(path.join(folder, '.env'), '');
}

/** A program of this name that is another with these first arguments. */
function program(folder: string, name: string, ...words: readonly string[]): void {
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\nexec ${words.map((word) => `'${word}'`).join(' ')} "$@"\n`);
  chmodSync(file, 0o755);
}

async function placeholdersOf(world: World, folder: string): Promise<Placeholders> {
  const { taskQueue, env } = world;
  return [
    ['temporal.example.com:7233', env.TEMPORAL_ADDRESS!],
    ['TEMPORAL_CLI_NAMESPACE=jinqiao', `TEMPORAL_CLI_NAMESPACE=${taskQueue}`],
    ['node /opt/jinqiao-0.3.0/bin/jinqiao', 'jinqiao'],
    ['/usr/bin/node /opt/jinqiao/bin/jinqiao', 'jinqiao'],
    ['/opt/jinqiao', root],
    ['/srv/jinqiao', folder],
    ['/etc/jinqiao.yml', path.join(folder, 'jinqiao.yml')],
    ['/usr/local/bin/temporal', 'temporal'],
    ['/var/lib/temporal', folder],
    ['--port 7233 --ui-port 8233', `--port ${await freePort()} --ui-port ${await freePort()}`],
    ['--port 8700', '--port 0'],
    // One that is still to be made.
    ['--namespace jinqiao', `--namespace ${taskQueue}-made`],
    ['update --namespace default', `update --namespace ${taskQueue}`],
    ['--task-queue jinqiao', `--task-queue ${taskQueue}`],
    ['TaskQueue="jinqiao"', `TaskQueue="${taskQueue}"`],
    ...['alerts', ...Object.keys(schemes)].map((of) => [`jinqiao/${of}`, `${taskQueue}/${of}`] as const),
    ['"${fpath[1]}/_jinqiao"', 'zsh/_jinqiao'],
    ['seq -w 1 31', 'seq -w 30 31'],
  ];
}
