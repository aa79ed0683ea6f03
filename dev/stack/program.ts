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
  /** Ends it as a power cut does, and resolves with what ended it: the signal, or `code 1`. */
  kill(): Promise<string>;
  /** Asks it to end, makes it end after ten seconds, and resolves when it has. May be called twice. */
  stop(): Promise<void>;
}

/** What is known of a process that runs a program. */
export interface ProgramProcess extends Pick<Program, 'name' | 'pid' | 'firstLine'> {
  /** The signal that ended it, or `code 1`. */
  readonly ended: Promise<string>;
  /** What it has logged. */
  log(): string;
  signal(name: NodeJS.Signals): void;
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
  return programOf({
    name: spec.name,
    pid: child.pid,
    firstLine: firstLineOf(child, log),
    ended: whenExited(child),
    log: () => readFileSync(logFile, 'utf8'),
    signal: (name) => child.kill(name),
  });
}

/** A program by its process. */
export function programOf({ name, pid, firstLine, ended, log, signal }: ProgramProcess): Program {
  let isStopping = false;
  let isOver = false;
  const unexpected = ended.then((how): never => {
    isOver = true;
    throw new ProgramEnded(name, how, log().trimEnd().split('\n').slice(-5).join('\n'));
  });
  const failure = unexpected.catch((error: Error) => {
    if (isStopping) return new Promise<never>(() => undefined);
    throw error;
  });
  const ready = Promise.race([firstLine, unexpected]);
  for (const promise of [failure, ready]) promise.catch(() => undefined);
  const send = (how: NodeJS.Signals) => {
    isStopping = true;
    if (!isOver) signal(how);
  };
  return {
    name,
    pid,
    firstLine: ready,
    failure,
    kill() {
      send('SIGKILL');
      return ended;
    },
    async stop() {
      send('SIGTERM');
      const impatience = setTimeout(() => send('SIGKILL'), 10_000);
      await ended;
      clearTimeout(impatience);
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
