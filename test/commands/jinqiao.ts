import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '../../src/root';
import { Host } from '../support/hosts';

const bin = path.join(root, 'bin', 'jinqiao');

/** Where no stack runs: what commands find does not depend on a `jinqiao dev` of another test, or of the developer. */
const noStack = path.join(root, '.jinqiao', 'no-stack');

/** What a finished command left. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  /** Without the line of `uses`. */
  readonly stderr: string;
  /** The line that says by which file and server the command goes; empty where it says none. */
  readonly uses: string;
}

/** An environment without what a developer's shell may have set; `changes` come on top. */
export function cleanEnvironment(changes: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const names = Object.keys(process.env).filter(
    (name) => !/^(LC|TEMPORAL|JINQIAO|GREATONCE|GUANYI|JUSHUITAN|KINGDEE|QIMEN)_/.test(name),
  );
  const inherited = Object.fromEntries(names.map((name) => [name, process.env[name]]));
  return { ...inherited, LANG: 'C', JINQIAO_STACK_FOLDER: noStack, ...changes };
}

/** Starts the command line as a person would. */
export function spawnJinqiao(
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
) {
  const { env = cleanEnvironment(), cwd = root } = options;
  return spawn(process.execPath, [bin, ...args], { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Hosts whose command is under way: one that never ends is ended with its test file. */
const busy = new Set<Host>();
afterAll(() => {
  for (const host of busy) host.signal('SIGKILL');
});

/** Runs a command to its end through the program's main function. */
export async function jinqiao(
  args: readonly string[],
  { env = cleanEnvironment(), cwd = root }: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<Finished> {
  const host = Host.free();
  busy.add(host);
  let [stdout, stderr] = ['', ''];
  const heard = (said: { readonly stdout?: string; readonly stderr?: string }) => {
    stdout += said.stdout ?? '';
    stderr += said.stderr ?? '';
  };
  const end = await host.run({ args, env, cwd, streams: ['stdout', 'stderr'], heard });
  busy.delete(host);
  // A command that ends its process would leave the test without its output.
  if (host.hasEnded) throw new Error(`jinqiao ${args.join(' ')} ended its process: ${JSON.stringify(end)}`);
  return finished('code' in end ? end.code : null, stdout, stderr);
}

/** Runs the command line to its end in a process of its own, as a shell does. */
export async function jinqiaoInShell(
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<Finished> {
  const child = spawnJinqiao(args, options);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return finished(code, stdout, stderr);
}

/** Takes the line that says by which file and server a command goes out of its stderr. */
export function finished(code: number | null, stdout: string, stderr: string): Finished {
  const [uses = ''] = /^(?:uses|使用) .* · Temporal .*\n/m.exec(stderr) ?? [];
  return { code, stdout, stderr: stderr.replace(uses, ''), uses: uses.trim() };
}
