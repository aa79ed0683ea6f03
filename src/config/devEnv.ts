import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { root } from '../root';

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
export function readDevEnv(): Record<string, string | undefined> {
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
