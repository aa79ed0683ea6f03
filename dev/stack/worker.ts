import path from 'node:path';
import { root } from '../../src/root';
import { workerReady } from './description';
import { type Program, type ProgramSpec, startProgram } from './program';

const bin = path.join(root, 'bin', 'jinqiao');

/** Arguments of `jinqiao` that start a worker. */
export const workerArguments = ['worker', '--json'];

/** A process that was killed. */
export interface Killed {
  readonly pid: number;
  /** The signal that ended it, as the operating system says. */
  readonly signal: string;
}

/** A worker that is ready. */
export interface ReadyWorker {
  readonly pid: number;
  /** Where its metrics and health are, if its configuration has an address for them. */
  readonly url?: string | undefined;
}

/** What a worker process is started with. */
export interface WorkerSpec extends Pick<ProgramSpec, 'name' | 'env' | 'logFolder'> {
  /** Command line of another build. */
  readonly jinqiao?: string;
}

/** Starts a worker, whose first line says that it is ready. */
export function startWorkerProgram({ jinqiao = bin, ...spec }: WorkerSpec): Program {
  return startProgram({ ...spec, command: process.execPath, args: [jinqiao, ...workerArguments] });
}

/** The worker of a stack, one process at a time: it may be killed, and started again. */
export class StackWorker {
  private program?: Program;
  private fail: (error: unknown) => void = () => undefined;
  /** Rejects with ProgramEnded when a worker ends by itself. */
  readonly failure = new Promise<never>((_, reject) => (this.fail = reject));

  constructor(
    private readonly env: Readonly<Record<string, string>>,
    private readonly logFolder: string,
  ) {
    this.failure.catch(() => undefined);
  }

  /** Starts a worker and waits until it is ready. */
  async start(): Promise<ReadyWorker> {
    const program = startWorkerProgram({ name: 'worker', env: this.env, logFolder: this.logFolder });
    this.program = program;
    program.failure.catch((error: unknown) => this.fail(error));
    const { url } = workerReady.parse(JSON.parse(await program.firstLine));
    return { pid: program.pid ?? 0, url };
  }

  /** Ends the worker as a power cut does. */
  async kill(): Promise<Killed> {
    if (this.program?.pid === undefined) throw new Error('there is no worker to kill');
    const { pid } = this.program;
    return { pid, signal: await this.program.kill() };
  }

  async stop(): Promise<void> {
    await this.program?.stop();
  }
}
