import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../src/root';

const run = promisify(execFile);

let checkout: string;
beforeEach(() => {
  // Beside the real one's build, not in the system's folder for temporary files: packages are found from here upwards.
  mkdirSync(path.join(root, '.jinqiao'), { recursive: true });
  checkout = mkdtempSync(path.join(root, '.jinqiao', 'checkout-'));
  for (const name of [
    'bin',
    'scripts',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
  ]) {
    cpSync(path.join(root, name), path.join(checkout, name), { recursive: true });
  }
  put('src/cli.ts', `export const main = (args: string[]): void => console.log('one', ...args);`);
  put('src/workflows/index.ts', 'export const nothing = 1;');
  put('src/workflows/interceptors.ts', 'export const interceptors = () => ({});');
  put(
    'src/workflows/payloadConverter.ts',
    "export { defaultPayloadConverter as payloadConverter } from '@temporalio/common';",
  );
  put('sandbox/main.ts', 'export {};');
  put('dev/main.ts', 'export {};');
  put('sandbox/filter.peggy', 'start = "a"');
});
afterEach(() => rmSync(checkout, { recursive: true }));

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(checkout, file)), { recursive: true });
  writeFileSync(path.join(checkout, file), text);
}

const installed = () => symlinkSync(path.join(root, 'node_modules'), path.join(checkout, 'node_modules'));
const jinqiao = (...args: string[]) =>
  run(process.execPath, [path.join(checkout, 'bin', 'jinqiao'), ...args]);

test('without the dependencies it says what to do', async () => {
  // Packages are looked for upwards, as in a folder that the packed program was installed in.
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'checkout-'));
  cpSync(checkout, elsewhere, { recursive: true });
  const program = path.join(elsewhere, 'bin', 'jinqiao');
  await expect(run(process.execPath, [program, '--version'])).rejects.toMatchObject({
    code: 1,
    stderr:
      'jinqiao: the dependencies are not installed; run `npm ci` first（尚未安装依赖，请先运行 `npm ci`）\n',
  });
  rmSync(elsewhere, { recursive: true });
});

test('several that start at once each run a whole build, and leave one', async () => {
  installed();
  const runs = await Promise.all(['a', 'b', 'c'].map((word) => jinqiao(word)));
  expect(runs.map(({ stdout }) => stdout)).toEqual(['one a\n', 'one b\n', 'one c\n']);
  expect(readdirSync(path.join(checkout, '.jinqiao'))).toEqual([]);
  for (const file of ['workflow-bundle.js', 'sandbox/main.js', 'sandbox/filter.peggy']) {
    expect(existsSync(path.join(checkout, 'dist', file))).toBe(true);
  }
});

test('a changed source is built again, and one that does not compile is one clear failure', async () => {
  installed();
  await jinqiao();
  put('src/cli.ts', `export const main = (): void => console.log('two');`);
  await expect(jinqiao()).resolves.toMatchObject({ stdout: 'two\n' });
  put('src/cli.ts', `export const main = (): number => 'three';`);
  await expect(jinqiao()).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^jinqiao: the sources do not compile\nsrc\/cli\.ts.*TS2322/) as string,
  });
});
