import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../src/root';
import { freePort } from '../../src/temporal/ports';
import { cleanEnvironment, jinqiao } from './jinqiao';

const scheme = 'jushuitanWarehousesToKingdeeStocks';
const bills = 'qimenSaleoutsToKingdeeOutstocks';

let folder: string;
let nobody: number;
beforeAll(async () => {
  // A folder without .env, so that secrets are missing unless a case gives them.
  folder = mkdtempSync(path.join(tmpdir(), 'errors-'));
  nobody = await freePort();
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => rmSync(path.join(folder, '.env'), { force: true }));

const config = ['--config', path.join(root, 'jinqiao.example.yml')];
const giveSecrets = () => copyFileSync(path.join(root, '.env.example'), path.join(folder, '.env'));

function run(args: readonly string[]) {
  const env = cleanEnvironment({ TEMPORAL_ADDRESS: `127.0.0.1:${nobody}` });
  return jinqiao(args, { env, cwd: folder });
}

test.each([
  ['unknown verb', ['rum'], 2, /^jinqiao: unknown command 'rum' \(Did you mean run\?\)$/],
  ['unknown scheme, before any configuration', ['run', 'nope'], 2, /^jinqiao: unknown scheme "nope"/],
  ['no scheme', ['run'], 2, /^jinqiao: missing required argument 'scheme'$/],
  ['unknown option', ['run', scheme, '--wiat'], 2, /^jinqiao: unknown option '--wiat'/],
  [
    'no configuration',
    ['run', scheme],
    2,
    /^jinqiao: jinqiao\.yml: no such file; copy jinqiao\.example\.yml/,
  ],
  [
    'a bad count',
    ['run', scheme, '--concurrency', 'many'],
    2,
    /^jinqiao: .*'many' is invalid\. Use a whole number/,
  ],
  ['too much concurrency', ['run', scheme, '--concurrency', '1000000'], 2, /a whole number from 1 to 16\.$/],
  ['a search of ages', ['find', '1', '--days', '800000'], 2, /a whole number from 1 to 3660\.$/],
  ['a search around no day', ['find', '1', '--around', '2025-02-29'], 2, /Use a day from 2000 to 2099/],
  ['a search for a book', ['find', '1'.repeat(10_000)], 2, /^jinqiao: a key has at most 200 characters$/],
  ['a list of millions', ['runs', '--limit', '999999999'], 2, /a whole number from 1 to 1000\.$/],
  [
    'a window of centuries',
    ['backfill', bills, '--from', '0001-01-01'],
    2,
    /'0001-01-01' is invalid\. .* from 2000 to 2099\.$/,
  ],
  ['a window of decades', ['backfill', bills, '--from', '2001-01-01'], 2, /a run takes at most 4000/],
  [
    'a window back to front',
    ['run', bills, '--from', '2026-03-02', '--to', '2026-03-01'],
    2,
    /^jinqiao: --to must be after --from$/,
  ],
  ['a window in the future', ['run', bills, '--from', '2098-01-01'], 2, /lies in the future/],
  ['an end alone', ['run', bills, '--to', '2026-03-01'], 2, /give --from too$/],
  [
    'a reason as long as a book',
    ['discard', scheme, '1', '--reason', 'x'.repeat(100_000)],
    2,
    /^jinqiao: .{0,200} is invalid\. Use at most 500 characters\.$/,
  ],
  [
    'a bad --set',
    ['run', scheme, '--set', 'organization'],
    2,
    /^jinqiao: .* is invalid\. Use parameter=value\.$/,
  ],
])('bad use: %s', async (_name, args, code, line) => {
  expectOneLine(await run(args), code, line);
});

test.each([
  [
    'unknown scheme',
    ['run', 'jushuitanWarehouseToKingdeeStock'],
    2,
    /unknown scheme .*; did you mean "jushuitanWarehousesToKingdeeStocks"\?$/,
  ],
  [
    'unknown parameter',
    ['run', scheme, '--set', 'organisation=1'],
    2,
    /has no parameter "organisation"; did you mean "organization"\?$/,
  ],
  [
    'a value that a parameter does not take',
    ['run', 'qimenSaleoutsToKingdeeOutstocks', '--set', 'taxRate=113', '--set', 'unknownCodes=no'],
    2,
    /parameter unknownCodes must be one of: refuse, pass; given is "no"; parameter taxRate must be a number from 0 to below 100.*"113"$/,
  ],
  [
    'unknown connection',
    ['check', 'kingdeee'],
    2,
    /unknown connection "kingdeee"; did you mean "kingdee"\?$/,
  ],
  [
    'run without a server',
    ['run', scheme],
    3,
    /Temporal server at 127\.0\.0\.1:\d+ does not answer .*; start one with `jinqiao dev`/,
  ],
  ['worker without a server', ['worker'], 3, /Temporal server at 127\.0\.0\.1:\d+ does not answer/],
])('with a good configuration: %s', async (_name, args, code, line) => {
  giveSecrets();
  expectOneLine(await run([...args, ...config]), code, line);
});

test('a worker whose port is taken says so before it looks for the server', async () => {
  giveSecrets();
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  const env = cleanEnvironment({
    TEMPORAL_ADDRESS: `127.0.0.1:${nobody}`,
    JINQIAO_HTTP_PORT: String(port),
  });
  const answer = await jinqiao(['worker', ...config], { env, cwd: folder });
  await new Promise((resolve) => taken.close(resolve));
  expectOneLine(answer, 2, /worker\.http: cannot listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\); choose another/);
});

test('missing secrets: each is named with its place, nothing else', async () => {
  const { code, stderr } = await run(['run', scheme, ...config]);
  const lines = stderr.trim().split('\n');
  expect(code).toBe(2);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines)
    expect(line).toMatch(
      /jinqiao\.example\.yml:\d+: connections\.\w+\.\w+: environment variable \w+ is not set; /,
    );
});

test('preview without server and platform says that it counts calls alone, and which platform cannot be reached', async () => {
  giveSecrets();
  const env = cleanEnvironment({
    TEMPORAL_ADDRESS: `127.0.0.1:${nobody}`,
    JUSHUITAN_URL: `http://127.0.0.1:${nobody}`,
  });
  const { stderr, ...finished } = await jinqiao(['preview', scheme, ...config], { env, cwd: folder });
  const [warning, ...rest] = stderr.split('\n');
  expect(warning).toMatch(/^calls count in a budget of this command's own, .*: Temporal server at /);
  expectOneLine({ ...finished, stderr: rest.join('\n') }, 3, /^jinqiao: jushuitan wms\.partner\.query: /);
});

test('check goes on after an unreachable server, and shows what to do at each failure', async () => {
  giveSecrets();
  const url = `http://127.0.0.1:${nobody}`;
  const env = cleanEnvironment({
    TEMPORAL_ADDRESS: `127.0.0.1:${nobody}`,
    // Whatever a stack on this machine has on the usual ports.
    ...Object.fromEntries(
      ['JUSHUITAN', 'KINGDEE', 'QIMEN', 'GUANYI', 'GREATONCE'].map((name) => [`${name}_URL`, url]),
    ),
  });
  const { code, stdout } = await jinqiao(['check', '--json', ...config], { env, cwd: folder });
  expect(code).toBe(3);
  const { ok, parts } = JSON.parse(stdout) as { ok: boolean; parts: { name: string; steps: unknown[] }[] };
  expect(ok).toBe(false);
  expect(parts.map((part) => part.name)).toEqual([
    'temporal',
    'jushuitan',
    'kingdee',
    'qimen',
    'guanyi',
    'greatonce',
  ]);
  for (const part of parts) {
    expect(part.steps).toEqual([
      expect.objectContaining({ step: 'reachable', ok: false, advice: expect.any(String) as string }),
    ]);
  }
});

test('the stack is shown when it is asked for', async () => {
  giveSecrets();
  const env = cleanEnvironment({ TEMPORAL_ADDRESS: `127.0.0.1:${nobody}`, JINQIAO_DEBUG: '1' });
  const { stderr } = await jinqiao(['run', scheme, ...config], { env, cwd: folder });
  expect(stderr).toMatch(/\n\s+at /);
});

function expectOneLine(
  { code, stdout, stderr }: Awaited<ReturnType<typeof jinqiao>>,
  expected: number,
  line: RegExp,
) {
  expect({ code, stdout, lines: stderr.trimEnd().split('\n').length, stderr }).toEqual({
    code: expected,
    stdout: '',
    lines: 1,
    stderr: expect.stringMatching(new RegExp(line.source, 'm')) as string,
  });
}

test('a reader that has seen enough ends the program without a word', async () => {
  const { stderr, stdout } = await promisify(execFile)('bash', [
    '-c',
    `"$0" "$1" sandbox --help | head -n 1`,
    process.execPath,
    path.join(root, 'bin', 'jinqiao'),
  ]);
  expect({ stderr, lines: stdout.trim().split('\n').length }).toEqual({ stderr: '', lines: 1 });
});
