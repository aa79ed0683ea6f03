import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { isAlive } from '../../src/config/environment';
import type { StackDescription } from '../../dev/stack/description';
import { until } from '../stack/until';
import { cleanEnvironment, jinqiao, spawnJinqiao } from './jinqiao';
import { childNamed, childrenOf } from './processes';

const scheme = 'jushuitanWarehousesToKingdeeStocks';
const folder = mkdtempSync(path.join(tmpdir(), 'stack-'));
const env = cleanEnvironment({ JINQIAO_STACK_FOLDER: folder });
let dev: ReturnType<typeof spawnJinqiao>;
let stack: StackDescription;

jest.setTimeout(120_000);

beforeEach(async () => {
  dev = spawnJinqiao(['dev', '--json'], { env });
  dev.stderr.resume();
  stack = await readyLine(dev);
});
afterEach(async () => {
  if (dev.exitCode === null && dev.signalCode === null) await stopped(dev, 'SIGKILL');
  await until(async () => !(await anyListens()));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('everything works together, other commands find it, and SIGTERM leaves nothing behind', async () => {
  expect(stack.temporal).toEqual({
    address: expect.stringMatching(/^127\.0\.0\.1:\d+$/) as string,
    ui: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
    namespace: 'default',
    taskQueue: 'jinqiao',
  });
  expect((await fetch(`${stack.worker?.url}/healthz`)).status).toBe(200);
  // Another folder has no .env and no jinqiao.yml: all is found through the running stack.
  const elsewhere = { cwd: '/', env };
  expect((await jinqiao(['check'], elsewhere)).code).toBe(0);
  expect(readdirSync(folder)).toContain('dev.env');

  const preview = await jinqiao(['preview', scheme, '--json', '--limit', '2'], elsewhere);
  expect((JSON.parse(preview.stdout) as { rows: unknown[] }).rows).toHaveLength(2);

  const run = await jinqiao(
    ['run', scheme, '--wait', '--json', '--page-size', '50', '--set', 'organization=102'],
    elsewhere,
  );
  expect(run).toMatchObject({ code: 0 });
  const { report, ui } = JSON.parse(run.stdout) as { report: { pages: number; outcome: string }; ui: string };
  expect(report).toMatchObject({ outcome: 'clean', pages: 5 });
  expect(ui).toContain(stack.temporal.ui);

  const children = childrenOf(dev);
  expect(children.length).toBeGreaterThanOrEqual(3);
  await expect(stopped(dev, 'SIGTERM')).resolves.toBe(0);
  await expect(anyListens()).resolves.toBe(false);
  await until(() => !children.some(isAlive));
  expect(readdirSync(folder)).not.toContain('dev.env');
});

test('when one of its programs dies, it says which and stops the others', async () => {
  let stderr = '';
  dev.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = exitOf(dev);
  process.kill(childNamed(dev, 'jinqiao worker'), 'SIGKILL');
  await expect(ended).resolves.toBe(1);
  expect(stderr).toContain('jinqiao: worker ended by itself (SIGKILL)');
  await expect(anyListens()).resolves.toBe(false);
});

test('when it is killed itself, its programs end too', async () => {
  const children = childrenOf(dev);
  await stopped(dev, 'SIGKILL');
  await until(() => !children.some(isAlive));
});

test('a second stack finds other ports', async () => {
  const second = spawnJinqiao(['dev', '--json'], { env });
  second.stderr.resume();
  const other = await readyLine(second);
  try {
    expect(other.temporal.address).not.toBe(stack.temporal.address);
    expect(other.temporal.ui).not.toBe(stack.temporal.ui);
    expect(other.sandbox.control).not.toBe(stack.sandbox.control);
  } finally {
    await stopped(second, 'SIGTERM');
  }
});

async function readyLine(child: ReturnType<typeof spawnJinqiao>): Promise<StackDescription> {
  const lines = createInterface({ input: child.stdout });
  const line = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve).once('close', () => reject(new Error('no ready line')));
  });
  return JSON.parse(line) as StackDescription;
}

function stopped(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exit = exitOf(child);
  child.kill(signal);
  return exit;
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}

/** Whether anyone still listens at an address of the stack. */
async function anyListens(): Promise<boolean> {
  const addresses = [`http://${stack.temporal.address}`, stack.temporal.ui, stack.sandbox.control];
  return (await Promise.all(addresses.map(listens))).includes(true);
}

function listens(address: string): Promise<boolean> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
      .once('connect', () => socket.destroy() && resolve(true))
      .once('error', () => resolve(false));
  });
}
