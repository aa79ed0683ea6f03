import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root';
import type { Environment } from './config';
import { parseEnv } from 'node:util';
import { type ConfigFault, ConfigFaults } from './faults';
import { defaultPath, readConfigText } from './text';

/** The configuration file that a command goes by, and what its references read from. */
export interface ConfigSource {
  readonly file: string;
  readonly env: Environment;
  /** Whether its references find the variables of the development stack that runs now. */
  readonly isOfStack: boolean;
}

/**
 * Chooses the configuration file: what is named, then `JINQIAO_CONFIG`, then `jinqiao.yml` of the working folder, and where
 * there is none the file of the development stack of this checkout while it runs. References of that file, and of files in
 * the checkout itself, find the stack's variables below the process's own; those of any other file never do, so that no
 * configuration of a company's gets addresses of the sandbox. `.env` of the working folder is loaded into the process,
 * where the real environment wins.
 * @throws ConfigFaults for a `.env` that cannot be read as it is meant
 */
export function configSource(named?: string): ConfigSource {
  loadDotenv();
  const stack = readDevEnv();
  const own = named ?? (process.env.JINQIAO_CONFIG || undefined);
  const file = own ?? (existsSync(defaultPath) ? defaultPath : (stack.JINQIAO_CONFIG ?? defaultPath));
  const place = path.resolve(file);
  const isOfStack =
    stack.JINQIAO_CONFIG !== undefined &&
    (place === path.resolve(stack.JINQIAO_CONFIG) || path.dirname(place) === root);
  return { file, env: isOfStack ? { ...stack, ...process.env } : process.env, isOfStack };
}

/** Loads `.env` of the working folder into the process, where the real environment wins. @throws ConfigFaults */
export function loadDotenv(): void {
  for (const [name, value] of Object.entries(readDotenv('.env'))) process.env[name] ??= value;
}

/** A variable whose value is not in quotes, up to the first `#`. */
const UNQUOTED = /^\s*(?:export\s+)?([\w.-]+)\s*=[^\S\n]*(?!["'`])([^#\n]+)#/;

/**
 * Variables of a `.env` file; none where there is no such file.
 * @throws ConfigFaults where the file is no UTF-8, and for a value that a `#` would cut off: half a secret fails at the
 * platform, where nobody looks for the reason
 */
export function readDotenv(file: string): NodeJS.Dict<string> {
  if (!existsSync(file)) return {};
  const text = readConfigText(file);
  const faults = cutOffValues(text);
  if (faults.length > 0) throw new ConfigFaults(file, faults);
  return parseEnv(text);
}

function cutOffValues(text: string): ConfigFault[] {
  return text.split('\n').flatMap((line, index) => {
    const [, name, value = ''] = UNQUOTED.exec(line) ?? [];
    // Behind a blank it begins a comment.
    return name === undefined || /\s$/.test(value)
      ? []
      : [{ path: '', line: index + 1, reason: { code: 'cut-off', name } }];
  });
}

/** Folder of what a running development stack leaves for other commands: `JINQIAO_STACK_FOLDER`, else `.jinqiao` of this checkout. */
export function stackFolder(): string {
  return path.resolve(process.env.JINQIAO_STACK_FOLDER || path.join(root, '.jinqiao'));
}

/** Leaves the stack's environment for other commands, for as long as this process lives. */
export function writeDevEnv(environment: Readonly<Record<string, string>>): void {
  const lines = Object.entries({ ...environment, JINQIAO_DEV_PID: String(process.pid) });
  const file = devEnvFile();
  mkdirSync(path.dirname(file), { recursive: true });
  // Written beside and renamed, so that no other command ever reads half of it.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, lines.map(([name, value]) => `${name}='${value}'\n`).join(''), { mode: 0o600 });
  renameSync(draft, file);
}

/** Environment of the stack whose folder this is, while it runs; empty when none does. */
function readDevEnv(): Record<string, string | undefined> {
  const { JINQIAO_DEV_PID: pid, ...environment } = read();
  return isAlive(Number(pid)) ? environment : {};
}

/** Takes this process's environment away again; another stack's is left alone. */
export function removeDevEnv(): void {
  if (read().JINQIAO_DEV_PID === String(process.pid)) rmSync(devEnvFile(), { force: true });
}

/** Whether a process with this id is there. */
export function isAlive(pid: number): boolean {
  if (!pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function devEnvFile(): string {
  return path.join(stackFolder(), 'dev.env');
}

function read(): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(devEnvFile(), 'utf8'));
  } catch {
    return {};
  }
}
