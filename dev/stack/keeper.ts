import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../../src/root';

let keeper: ChildProcess | undefined;

/** Has a program ended when this process is gone, even after SIGKILL; until it exits by itself. */
export function keep(program: ChildProcess): void {
  const { pid } = program;
  if (pid === undefined) return;
  const process = theKeeper();
  process.send({ keep: pid });
  program.once('exit', () => process.connected && process.send({ forget: pid }));
}

/** One keeper a process; it does not hold the process open. */
function theKeeper(): ChildProcess {
  if (!keeper?.connected) {
    keeper = spawn(process.execPath, [path.join(root, 'bin', 'keeper.js')], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    keeper.unref();
    keeper.channel?.unref();
  }
  return keeper;
}
