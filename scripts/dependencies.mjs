#!/usr/bin/env node
/** Installs the dependencies when they are missing or older than the lock file. Uses nothing but Node and npm. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Runs `npm ci` when it is needed. Ends the process when it fails. */
export function ensureDependencies() {
  if (changed('package-lock.json') <= changed('node_modules/.package-lock.json')) return;
  process.stderr.write('Installing the dependencies (npm ci) …\n');
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--progress'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) return;
  process.stderr.write(`npm ci failed${error ? `: ${error.message}` : ''}; see above\n`);
  process.exit(1);
}

/** Time of the last change; 0 when the file is not there. */
function changed(file) {
  return statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureDependencies();
