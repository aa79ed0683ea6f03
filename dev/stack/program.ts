import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { keep } from './keeper';

/** Thrown when a program of the stack ends by itself. */
export class ProgramEnded extends Error {
  constructor(
    readonly program: string,
    /** The signal, or `code 1`. */
    readonly how: string,
    /** The end of its log. */
    readonly lastLines: string,
  ) {
    super([`${program} ended by itself (${how})`, lastLines].filter(Boolean).join('\n'));
    this.name = 'ProgramEnded';
  }
}

/** What to start. */
export interface ProgramSpec {
  /** Short name for messages and the log file. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Folder that `<name>.log` is written to. */
  readonly logFolder: string;
}

/** A program that this process started and stops again. */
export interface Program {
  readonly name: string;
  readonly pid: number | undefined;
  /** The first line on its standard output. Rejects with ProgramEnded when it ends before. */
  readonly firstLine: Promise<string>;
  /** Rejects with ProgramEnded when it ends without having been stopped; never resolves. */
  readonly failure: Promise<never>;
  /** Asks it to end, makes it end after ten seconds, and resolves when it has. May be called twice. */
  stop(): Promise<void>;
}

/** Starts a program whose output goes to its log file, and which ends when this process does. */
export function startProgram(spec: ProgramSpec): Program {
  const logFile = path.join(spec.logFolder, `${spec.name}.log`);
  const log = openSync(logFile, 'a');
  const child = spawn(spec.command, spec.args, {
    env: { ...process.env, ...spec.env },
    stdio: ['ignore', 'pipe', log],
  });
  keep(child);
  let stopping = false;
  const exited = whenExited(child);
  const ended = exited.then((how): never => {
    throw new ProgramEnded(spec.name, how, tail(logFile));
  });
  const failure = ended.catch((error: Error) => {
    if (stopping) return new Promise<never>(() => undefined);
    throw error;
  });
  const firstLine = Promise.race([firstLineOf(child, log), ended]);
  for (const promise of [failure, firstLine]) promise.catch(() => undefined);
  return {
    name: spec.name,
    pid: child.pid,
    firstLine,
    failure,
    async stop() {
      stopping = true;
      await end(child, exited);
    },
  };
}

function whenExited(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
}

/** The first line of standard output; all of it goes to the log. */
function firstLineOf(child: ChildProcess, log: number): Promise<string> {
  if (!child.stdout) return new Promise(() => undefined);
  child.stdout.pipe(createWriteStream('', { fd: log }));
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve) => lines.once('line', resolve));
}

async function end(child: ChildProcess, exited: Promise<string>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(impatience);
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
}
