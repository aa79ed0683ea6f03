import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Program, programOf } from '../../dev/stack/program';
import { startWorkerProgram, workerArguments, type WorkerSpec } from '../../dev/stack/worker';
import { root } from '../../src/root';
import { Host } from './hosts';

/** A worker in a process of its own. */
export interface WorkerProgram extends Program {
  /** What it has logged. */
  log(): Promise<string>;
}

/** What a worker is started with. */
export interface WorkerStart extends WorkerSpec {
  readonly env: Readonly<Record<string, string>>;
  /** Whether its process is to have done nothing before, for tests that measure it. */
  readonly isFresh?: boolean;
}

/** Starts a worker, in a warm process where that makes no difference to what the test is about. */
export function startWorker({ isFresh, ...start }: WorkerStart): WorkerProgram {
  // Node.js reads these when it starts.
  const isForNode = Object.keys(start.env).some((name) => name === 'TZ' || name.startsWith('NODE_'));
  if (start.jinqiao !== undefined || isFresh || isForNode) return freshWorker(start);
  return warmWorker(start);
}

function freshWorker(spec: WorkerSpec): WorkerProgram {
  const log = path.join(spec.logFolder, `${spec.name}.log`);
  return { ...startWorkerProgram(spec), log: () => readFile(log, 'utf8') };
}

function warmWorker({ name, env }: WorkerStart): WorkerProgram {
  const host = Host.free();
  let line: (text: string) => void = () => undefined;
  const firstLine = new Promise<string>((resolve) => (line = resolve));
  const heard = ({ stdout = '' }) => line(stdout);
  // In a thread of their own, as production has it, workflows would load the SDK anew at each start. This also takes away
  // the limit of five seconds for a workflow task: tests of long inputs ask for a fresh worker.
  const environment = { ...process.env, TEMPORAL_DEBUG: '1', ...env };
  let ownLog: string | undefined;
  const ended = host
    .run({ args: workerArguments, env: environment, cwd: root, streams: ['stdout'], heard })
    .then((end) => {
      // The host's next command writes to the same file.
      ownLog = host.log();
      return 'code' in end ? `code ${end.code}` : end.signal;
    });
  const log = () => ownLog ?? host.log();
  const signal = (signalName: NodeJS.Signals) => host.signal(signalName);
  const program = programOf({ name, pid: host.pid, firstLine, ended, log, signal });
  return { ...program, log: () => Promise.resolve(log()) };
}
