import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { root } from '../../src/root';

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

/** Processes that run one command after the other; as many as commands run side by side. */
const hosts = new Set<ChildProcess>();
const idle: ChildProcess[] = [];
afterAll(() => {
  for (const host of hosts) host.disconnect();
});

/** Runs a command to its end through the program's main function. */
export async function jinqiao(
  args: readonly string[],
  { env = cleanEnvironment(), cwd = root }: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<Finished> {
  const host = idle.pop() ?? startHost();
  const answered = once(host, 'message') as Promise<[Pick<Finished, 'code' | 'stdout' | 'stderr'>]>;
  // A command that ends its process would leave the test waiting.
  const over = new AbortController();
  const ended = once(host, 'exit', { signal: over.signal }).then((how): never => {
    throw new Error(`jinqiao ${args.join(' ')} ended its process: ${how.join(' ')}`);
  });
  host.send({ args, env, cwd });
  const [{ code, stdout, stderr }] = await Promise.race([answered, ended]);
  over.abort();
  idle.push(host);
  return finished(code, stdout, stderr);
}

function startHost(): ChildProcess {
  const host = fork(path.join(root, 'test', 'support', 'commandHost.cjs'), { env: cleanEnvironment() });
  hosts.add(host);
  return host;
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
