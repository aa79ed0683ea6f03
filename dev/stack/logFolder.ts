import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isAlive, stackFolder } from '../../src/config/environment';

/** Folder for the logs of this process's stack; those of processes that are gone are removed. */
export function freshLogFolder(): string {
  for (const name of entries()) {
    const pid = /^dev-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid)))
      rmSync(path.join(stackFolder(), name), { recursive: true, force: true });
  }
  return path.join(stackFolder(), `dev-${process.pid}`);
}

function entries(): string[] {
  try {
    return readdirSync(stackFolder());
  } catch {
    return [];
  }
}
