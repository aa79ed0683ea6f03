import { catalogue } from '../../src/operations/schemes';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { diskLine, secretFiles, secretFilesLine, versionLines } from '../../src/operations/doctor/host';
import { exitCodeOfLines } from '../../src/commands/doctor';
import { line } from '../../src/operations/doctor/line';
import { untranslated } from '../../src/contract/bilingual';
import { buildLine, clockLine, type Poller } from '../../src/operations/doctor/server';
import { readOrigins, shownValues } from '../../src/config/shown';
import { loadConfig } from '../../src/config/load';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  ['20.19.0', true],
  ['20.20.2', true],
  ['22.1.0', true],
  ['20.18.3', false],
  ['18.99.0', false],
])('Node.js %s is new enough: %s', (version, enough) => {
  expect(versionLines(version)[0]).toMatchObject({ name: 'node', state: enough ? 'ok' : 'fail' });
});

test.each([
  [50e9, 'ok'],
  [1e9, 'warn'],
  [1e8, 'fail'],
])('%d bytes free: %s', async (free, state) => {
  expect(await diskLine(folder, free)).toMatchObject({ state });
});

test('secret files that others may read are named with the command that closes them', () => {
  const [env, key] = [path.join(folder, '.env'), path.join(folder, 'key')];
  for (const file of [env, key]) writeFileSync(file, 'x', { mode: 0o600 });
  expect(secretFilesLine([env, key, path.join(folder, 'none')])).toMatchObject({ state: 'ok' });
  chmodSync(key, 0o640);
  expect(secretFilesLine([env, key])).toMatchObject({
    state: 'warn',
    advice: untranslated(`chmod 600 ${key}`),
  });
});

const now = Date.parse('2026-11-27T06:00:00Z');
const poller = (secondsAgo: number, buildId?: string): Poller => ({
  identity: '1@host',
  lastAccess: now - secondsAgo * 1_000,
  ...(buildId ? { buildId } : {}),
});

test.each([
  [[30, 500], 'ok'],
  [[-0.5], 'ok'],
  [[-20], 'warn'],
  [[200], 'warn'],
])('workers that asked %j seconds ago: the clock is %s', (ages, state) => {
  expect(
    clockLine(
      ages.map((age) => poller(age)),
      now,
    ),
  ).toMatchObject({ state });
});

test('workers of another build are a warning', () => {
  const build = (digest: string) => `@temporalio/worker@1.24.0+${digest}`;
  expect(buildLine([poller(1, build('aa'))], 'aa')).toMatchObject({ state: 'ok' });
  expect(buildLine([poller(1, build('aa')), poller(1, build('bb'))], 'aa')).toMatchObject({ state: 'warn' });
  expect(buildLine([poller(1)], 'aa')).toMatchObject({ state: 'ok' });
});

test('the exit code goes by what failed, not by warnings', () => {
  expect(exitCodeOfLines([line('disk', 'warn', untranslated(''))])).toBe(0);
  expect(exitCodeOfLines([line('node', 'fail', untranslated(''))])).toBe(1);
  expect(
    exitCodeOfLines([line('node', 'fail', untranslated('')), line('server', 'fail', untranslated(''))]),
  ).toBe(3);
});

test('the configuration is shown with where each value comes from, and without its secrets', () => {
  const file = path.join(folder, 'jinqiao.yml');
  writeFileSync(path.join(folder, 'key'), 'whispered\n');
  writeFileSync(
    file,
    `connections:
  erp:
    platform: jushuitan
    generation: openapi
    url: { env: ERP_URL, default: "https://example.com" }
    appKey: { env: ERP_KEY }
    appSecret: { file: key }
    accessToken: { env: ERP_TOKEN }
`,
  );
  const env = { ERP_KEY: 'app-1', ERP_TOKEN: 'whispered' };
  const origins = readOrigins(file, env);
  const values = shownValues(loadConfig({ path: file, env, catalogue }), origins);
  expect(JSON.stringify(values)).not.toContain('whispered');
  const at = (key: string) => values.find((value) => value.path === `connections.erp.${key}`);
  expect(at('url')).toMatchObject({ value: 'https://example.com', origin: { kind: 'fallback' } });
  expect(at('appKey')).toMatchObject({ value: 'app-1', origin: { kind: 'env', name: 'ERP_KEY' } });
  expect(at('appSecret')).toMatchObject({ value: '***', origin: { kind: 'file', name: 'key' } });
  expect(at('accessToken')).toMatchObject({ value: '***' });
  expect(at('platform')).toMatchObject({ origin: { kind: 'literal' } });
  expect(at('budget.perSecond')).not.toHaveProperty('origin');
  expect(secretFiles(file, origins)).toEqual(['.env', path.join(folder, 'key')]);
});
