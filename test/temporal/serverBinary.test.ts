import type { Download } from '../../dev/server/download';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { triedText } from '../../dev/commands/failure';
import { noticeText } from '../../dev/commands/notice';
import { cachedBinary, findServerBinary, NoServerBinary } from '../../dev/server/serverBinary';

let folder: string;
let env: { PATH: string; XDG_CACHE_HOME: string };
let notices: string[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'binary-'));
  env = { PATH: `${folder}/empty:${folder}/bin`, XDG_CACHE_HOME: `${folder}/cache` };
  notices = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Puts a script there that answers `--version` as the real one does. */
function putBinary(file: string, version: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho "temporal version ${version} (Server 1.32.0, UI 2.54.1)"\n`);
  chmodSync(file, 0o755);
  return file;
}

function find(downloads: readonly Download[]): Promise<string> {
  return findServerBinary({ env, notify: (notice) => notices.push(noticeText(notice)), downloads });
}

const works: Download = { name: 'works', fetch: async (target) => void putBinary(target, '1.9.1') };
const fails = (name: string): Download => ({
  name,
  fetch: () => Promise.reject(new Error(`${name} is down\nat …`)),
});

test('one on the PATH comes before the cache', async () => {
  const onPath = putBinary(`${folder}/bin/temporal`, '1.10.0');
  putBinary(cachedBinary(env), '1.9.1');
  await expect(find([])).resolves.toBe(onPath);
});

test('one on the PATH that is too old is passed over with a notice', async () => {
  putBinary(`${folder}/bin/temporal`, '0.13.2');
  const cached = putBinary(cachedBinary(env), '1.9.1');
  await expect(find([])).resolves.toBe(cached);
  expect(notices).toEqual(['temporal on the PATH is 0.13.2; 1.7.0 or newer is needed']);
});

test('one on the PATH that does not run is passed over', async () => {
  writeFileSync(putBinary(`${folder}/bin/temporal`, ''), '#!/bin/sh\nexit 3\n');
  const cached = putBinary(cachedBinary(env), '1.9.1');
  await expect(find([])).resolves.toBe(cached);
});

test('downloads are tried in order, and the result is kept in the cache', async () => {
  const found = await find([fails('first'), works]);
  expect(found).toBe(cachedBinary(env));
  await expect(find([fails('first')])).resolves.toBe(found);
});

test('when all fails, each way that was tried is one line', async () => {
  const failure: unknown = await find([fails('first'), fails('second')]).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(NoServerBinary);
  expect((failure as NoServerBinary).tried.map(triedText)).toEqual([
    'no temporal on the PATH',
    'no copy in the cache yet',
    'first: first is down',
    'second: second is down',
  ]);
});
