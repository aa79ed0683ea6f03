import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../../src/root';
import type { Finished } from './jinqiao';

/** Gives the program a terminal, and ends with its exit code. */
const ON_TERMINAL = 'import pty, os, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';

/** Runs the command line on a terminal, where output and errors are one. */
export async function jinqiaoOnTerminal(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Pick<Finished, 'code' | 'stdout'>> {
  const words = ['-c', ON_TERMINAL, process.execPath, path.join(root, 'bin', 'jinqiao'), ...args];
  const child = spawn('python3', words, { env, cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout };
}
