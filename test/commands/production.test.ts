import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../src/root';
import { cleanEnvironment } from './jinqiao';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly link?: boolean }>>;
}

/** Packages of a production install, as `npm ci --omit=dev` chooses them. */
function productionPackages(): string[] {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Lock;
  return Object.entries(lock.packages).flatMap(([place, { dev, link }]) =>
    /^node_modules\/(@[^/]+\/)?[^/]+$/.test(place) && !dev && !link ? [place] : [],
  );
}

/** Files of the package that `npm pack` makes. */
function packedFiles(): string[] {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const [{ files }] = JSON.parse(execFileSync('npm', args, { cwd: root, encoding: 'utf8' })) as [
    { readonly files: readonly { readonly path: string }[] },
  ];
  return files.map((file) => file.path);
}

describe('a production install', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'production-'));
    for (const file of packedFiles()) cpSync(path.join(root, file), path.join(folder, file));
    for (const place of productionPackages()) {
      mkdirSync(path.dirname(path.join(folder, place)), { recursive: true });
      symlinkSync(path.join(root, place), path.join(folder, place));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const jinqiao = (...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const env = cleanEnvironment({ HOME: folder });
      const given = ['--preserve-symlinks', path.join(folder, 'bin', 'jinqiao'), ...args];
      execFile(process.execPath, given, { cwd: folder, env }, (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
      );
    });

  it('has no simulators, no test tools and no compiler', () => {
    const installed = productionPackages().map((place) => place.replace('node_modules/', ''));
    for (const name of ['@faker-js/faker', 'fastify', 'peggy', '@temporalio/testing', 'typescript', 'jest'])
      expect(installed).not.toContain(name);
    expect(packedFiles().filter((file) => /^(dist\/)?(sandbox|dev|bench|test)\//.test(file))).toEqual([]);
  });

  it.each(['dev', 'demo', 'sandbox'])('%s says what to install', async (verb) => {
    expect(await jinqiao(verb, '--json')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'jinqiao: the development tools are not installed: run `npm ci` in a checkout (a production install leaves them out)\n',
    });
  });

  it('runs the other verbs from what was built', async () => {
    expect(await jinqiao('--version')).toMatchObject({ code: 0, stderr: '' });
    for (const verb of ['check', 'worker'])
      expect(await jinqiao(verb)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('jinqiao.yml: no such file'),
      });
    const { stdout } = await jinqiao('doctor', '--json');
    expect(JSON.parse(stdout).lines).toContainEqual(
      expect.objectContaining({ name: 'jinqiao', state: 'ok' }),
    );
  });
});
