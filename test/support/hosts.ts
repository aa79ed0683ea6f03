import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A `jinqiao` command that a host is to run. */
export interface HostedCommand {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** What it writes to these is handed to `heard`; the rest goes to the host's log. */
  readonly streams: readonly ('stdout' | 'stderr')[];
  readonly heard: (said: { readonly stdout?: string; readonly stderr?: string }) => void;
}

/** How a command ended: by itself with an exit code, or with its process. */
export type HostedEnd = { readonly code: number } | { readonly signal: string };

type Message = { readonly code?: number; readonly stdout?: string; readonly stderr?: string };

/** What outlives a test file: the next one in this process finds hosts warm. */
interface Pool {
  /** Hosts without a command. */
  readonly idle: Host[];
  /** Folder of all hosts' logs, removed with the process. */
  readonly folder: string;
}

const { idle, folder }: Pool = ((globalThis as { hosts?: Pool }).hosts ??= newPool());

function newPool(): Pool {
  const folder = mkdtempSync(path.join(tmpdir(), 'jinqiao-hosts-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return { idle: [], folder };
}

/** A process that runs one `jinqiao` command after the other; what it logs goes to a file. */
export class Host {
  private readonly logFile = path.join(folder, `${randomUUID()}.log`);
  private readonly process: ChildProcess;
  /** Where the log of the present command begins, in bytes. */
  private logStart = 0;

  private constructor() {
    const log = openSync(this.logFile, 'a');
    this.process = fork(path.join(__dirname, 'host.cjs'), { stdio: ['ignore', 'ignore', log, 'ipc'] });
  }

  /** A host without a command: one that is there, or a new one. */
  static free(): Host {
    return idle.pop() ?? new Host();
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  /** Whether its process is gone. */
  get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** What the present command, or the last one, has logged. */
  log(): string {
    return readFileSync(this.logFile).subarray(this.logStart).toString();
  }

  signal(name: NodeJS.Signals): void {
    this.process.kill(name);
  }

  /** Runs a command to its end; the host is free again after it. */
  async run({ heard, ...command }: HostedCommand): Promise<HostedEnd> {
    this.logStart = statSync(this.logFile).size;
    this.hold();
    const over = new AbortController();
    const exited = once(this.process, 'exit', { signal: over.signal }) as Promise<[number | null, string]>;
    const finished = new Promise<HostedEnd>((resolve) => {
      const listen = (message: Message) => {
        if (message.code === undefined) heard(message);
        else resolve({ code: message.code });
      };
      this.process.on('message', listen);
      over.signal.addEventListener('abort', () => this.process.off('message', listen));
    });
    this.process.send(command);
    const ended = exited.then(([code, signal]) => (code === null ? { signal } : { code }));
    ended.catch(() => undefined);
    const end = await Promise.race([finished, ended]);
    over.abort();
    if (!this.hasEnded) this.release();
    return end;
  }

  /** Keeps the test process alive while a command runs. */
  private hold(): void {
    this.process.ref();
    this.process.channel?.ref();
  }

  private release(): void {
    this.process.unref();
    this.process.channel?.unref();
    idle.push(this);
  }
}
