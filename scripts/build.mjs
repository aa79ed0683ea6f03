#!/usr/bin/env node
/**
 * Builds `dist/`: compiles, copies what is not TypeScript, bundles the workflows. Each build is made in a folder of its
 * own and put in place at the end, so that several processes may build at once and none runs half a build.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, 'dist');
const drafts = path.join(root, '.jinqiao');
const sources = ['src', 'sandbox', 'dev'];
const settings = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/build.mjs',
];
const stampName = 'build-stamp';

/** Builds when `dist/` is missing or was made from other sources. */
export async function ensureBuilt() {
  if ((await builtStamp()) !== (await sourceStamp())) await build();
}

/** Builds `dist/`. Throws an Error with the compiler's complaints. */
export async function build() {
  if (process.stderr.isTTY) process.stderr.write('Building …\n');
  await mkdir(drafts, { recursive: true });
  const draft = await mkdtemp(path.join(drafts, 'build-'));
  try {
    const stamp = await sourceStamp();
    await compile(draft);
    await copyAssets(draft);
    await bundleWorkflows(draft);
    await writeFile(path.join(draft, stampName), stamp);
    await putInPlace(draft, stamp);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function compile(draft) {
  const tsc = path.join(root, 'node_modules', '.bin', 'tsc');
  try {
    await promisify(execFile)(tsc, ['-p', 'tsconfig.build.json', '--outDir', draft], { cwd: root });
  } catch (error) {
    throw new Error(`the sources do not compile\n${error.stdout || error.message}`, { cause: error });
  }
}

async function copyAssets(draft) {
  for (const file of await filesUnder(sources)) {
    if (!file.endsWith('.ts')) await cp(path.join(root, file), path.join(draft, file));
  }
}

/** Workers load one bundle that is made ahead, instead of each making its own. */
async function bundleWorkflows(draft) {
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const workflows = path.join(draft, 'src', 'workflows');
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(workflows, 'index.js'),
    workflowInterceptorModules: [path.join(workflows, 'interceptors.js')],
    payloadConverterPath: path.join(workflows, 'payloadConverter.js'),
    logger: new DefaultLogger('WARN'),
  });
  await writeFile(path.join(draft, 'workflow-bundle.js'), code);
}

/** Another process may have put the same build in place meanwhile; then this one is not needed. */
async function putInPlace(draft, stamp) {
  if ((await builtStamp()) === stamp) return;
  const old = `${draft}-old`;
  await rename(dist, old).catch(ignore('ENOENT'));
  await rename(draft, dist).catch(ignore('ENOTEMPTY', 'EEXIST'));
  await rm(old, { recursive: true, force: true });
}

function ignore(...codes) {
  return (error) => {
    if (!codes.includes(error.code)) throw error;
  };
}

/** Digest of names, sizes and times of everything that a build is made from. */
async function sourceStamp() {
  const files = [...settings, ...(await filesUnder(sources))];
  const facts = await Promise.all(files.map(factsOf));
  return createHash('sha256').update(facts.join('\n')).digest('hex');
}

async function factsOf(file) {
  const { size, mtimeMs } = await stat(path.join(root, file));
  return `${file} ${size} ${mtimeMs}`;
}

async function builtStamp() {
  return readFile(path.join(dist, stampName), 'utf8').catch(() => undefined);
}

/** Paths from the root, sorted. */
async function filesUnder(folders) {
  const found = [];
  for (const folder of folders) {
    for (const entry of await readdir(path.join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile())
        found.push(path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)));
    }
  }
  return found.sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
