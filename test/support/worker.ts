import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Program, ProgramEnded, startProgram } from '../../dev/stack/program';
import { root } from '../../src/root';
import { Host } from './hosts';

const bin = path.join(root, 'bin', 'jinqiao');
const args = ['worker', '--json'];

/** A worker in a process of its own. */
export interface WorkerProgram extends Program {
  /** What it has logged. */
  log(): Promise<string>;
}

/** What a worker is started with. */
export interface WorkerStart {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logFolder: string;
  /** Command line of another build. */
  readonly jinqiao?: string;
  /** Whether its process is to have done nothing before, for tests that measure it. */
  readonly isFresh?: boolean;
}

/** Starts a worker, in a warm process where that makes no difference to what the test is about. */
export function startWorker({ jinqiao, isFresh, ...start }: WorkerStart): WorkerProgram {
  // Node.js reads these when it starts.
  const isForNode = Object.keys(start.env).some((name) => name === 'TZ' || name.startsWith('NODE_'));
  if (jinqiao !== undefined || isFresh || isForNode) return freshWorker(start, jinqiao);
  return warmWorker(start);
}

function freshWorker({ name, env, logFolder }: WorkerStart, jinqiao = bin): WorkerProgram {
  const program = startProgram({ name, command: process.execPath, args: [jinqiao, ...args], env, logFolder });
  return { ...program, log: () => readFile(path.join(logFolder, `${name}.log`), 'utf8') };
}

function warmWorker({ name, env }: WorkerStart): WorkerProgram {
  const host = Host.free();
  let isStopping = false;
  let line: (text: string) => void = () => undefined;
  const firstLine = new Promise<string>((resolve) => (line = resolve));
  const heard = ({ stdout = '' }) => line(stdout);
  const environment = { ...process.env, ...env };
  const exited = host.run({ args, env: environment, cwd: root, streams: ['stdout'], heard });
  const ended = exited.then((end): never => {
    const how = 'code' in end ? `code ${end.code}` : end.signal;
    throw new ProgramEnded(name, how, host.log().trimEnd().split('\n').slice(-5).join('\n'));
  });
  const failure = ended.catch((error: Error) => {
    if (isStopping) return new Promise<never>(() => undefined);
    throw error;
  });
  const ready = Promise.race([firstLine, ended]);
  for (const promise of [failure, ready]) promise.catch(() => undefined);
  let log: string | undefined;
  // The host's next command writes to the same file.
  void exited.then(() => (log = host.log()));
  return {
    name,
    pid: host.pid,
    firstLine: ready,
    failure,
    log: () => Promise.resolve(log ?? host.log()),
    async stop() {
      isStopping = true;
      if (log !== undefined) return;
      host.signal('SIGTERM');
      const impatience = setTimeout(() => host.signal('SIGKILL'), 10_000);
      await exited;
      clearTimeout(impatience);
    },
  };
}
