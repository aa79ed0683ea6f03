import path from 'node:path';
import { root } from '../../src/root';
import { workerReady } from './description';
import { type Program, ProgramEnded, startProgram } from './program';

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

/** The worker of a stack, one process at a time: it may be killed, and started again. */
export class StackWorker {
  private program?: Program;
  private killed?: Program;
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
    const program = startProgram({
      name: 'worker',
      command: process.execPath,
      args: [path.join(root, 'bin', 'jinqiao'), 'worker', '--json'],
      env: this.env,
      logFolder: this.logFolder,
    });
    this.program = program;
    program.failure.catch((error: unknown) => {
      if (this.killed !== program) this.fail(error);
    });
    const { url } = workerReady.parse(JSON.parse(await program.firstLine));
    return { pid: program.pid ?? 0, url };
  }

  /** Ends the worker as a power cut does. */
  async kill(): Promise<Killed> {
    const { program } = this;
    if (program?.pid === undefined) throw new Error('there is no worker to kill');
    this.killed = program;
    process.kill(program.pid, 'SIGKILL');
    const ended = await program.failure.catch((error: unknown) => error);
    if (!(ended instanceof ProgramEnded)) throw ended;
    return { pid: program.pid, signal: ended.how };
  }

  async stop(): Promise<void> {
    await this.program?.stop();
  }
}
