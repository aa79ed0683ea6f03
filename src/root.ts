import { readFileSync, existsSync } from 'node:fs';
import path from 'node:path';

/** The checkout's folder: the nearest one above this file that holds `package.json`, from `src/` and from `dist/` alike. */
export const root = nearestPackage(__dirname);

function nearestPackage(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('package.json not found above the program');
  return nearestPackage(parent);
}

/** Version of this build, from `package.json`. */
export const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly version: string;
};
