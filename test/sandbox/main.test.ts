import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { call } from './support/http';

const hook = join(__dirname, 'support', 'typescript.cjs');
const program = join(__dirname, '..', '..', 'sandbox', 'main.ts');

class Run {
  out = '';
  err = '';
  readonly child: ChildProcess;
  readonly ended: Promise<unknown[]>;

  constructor(...options: string[]) {
    this.child = spawn(process.execPath, ['-r', hook, program, ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (text) => (this.out += text));
    this.child.stderr?.on('data', (text) => (this.err += text));
    this.ended = once(this.child, 'close');
  }

  async ready(): Promise<{ control: string; jushuitan: object; kingdee: object }> {
    while (!this.out.includes('\n')) {
      const more = once(this.child.stdout!, 'data');
      if ((await Promise.race([more, this.ended.then(() => 'ended')])) === 'ended') throw new Error(this.err);
    }
    return JSON.parse(this.out);
  }
}

test.each(['SIGINT', 'SIGTERM'] as const)('one JSON line when ready; %s stops it cleanly', async (signal) => {
  const run = new Run('--port', '0', '--seed', '3', '--size', 'warehouses=7');
  const line = await run.ready();
  expect(Object.keys(line)).toEqual(['control', 'jushuitan', 'kingdee', 'qimen', 'guanyi', 'greatonce']);
  expect(Object.keys(line.kingdee)).toEqual(
    expect.arrayContaining(['url', 'acctId', 'userName', 'password', 'appId', 'appSecret', 'lcid', 'orgNum']),
  );
  expect((await call('GET', `${line.control}/_sandbox/state/jushuitan/warehouses`)).json).toHaveLength(7);
  run.child.kill(signal);
  expect(await run.ended).toEqual([0, null]);
  expect(run.out.trim().split('\n')).toHaveLength(1);
  expect(run.err).toBe('');
});

test('a call that a fault delays by an hour does not keep the program running', async () => {
  const run = new Run();
  const { control } = await run.ready();
  const fault = { platform: 'jushuitan', kind: 'latency', milliseconds: 3_600_000 };
  await call('POST', `${control}/_sandbox/faults`, fault);
  const delayed = call('POST', `${control}/open/wms/partner/query`).catch(() => 'cut');
  while ((await call<unknown[]>('GET', `${control}/_sandbox/requests`)).json.length === 0);
  run.child.kill('SIGTERM');
  expect(await run.ended).toEqual([0, null]);
  expect(await delayed).toBe('cut');
});

test('a busy port is one clear line and exit code 1', async () => {
  const busy = createServer().listen(0, '127.0.0.1');
  await once(busy, 'listening');
  const { port } = busy.address() as AddressInfo;
  const run = new Run('--port', String(port));
  expect(await run.ended).toEqual([1, null]);
  expect(run.err).toBe(
    `Port ${port} on 127.0.0.1 is in use: choose another with --port, or --port 0 for any free one.\n`,
  );
  expect(run.out).toBe('');
  busy.close();
});

test.each([
  [['--port', 'x'], /--port.*whole number/],
  [['--port', '70000'], /--port.*65535/],
  [['--size', 'warehouses'], /--size.*warehouses=230/],
  [['--size', 'warehoses=3'], /Unknown size "warehoses": use one of warehouses/],
  [['--sed', '3'], /unknown option '--sed'/],
  [['surplus'], /too many arguments/],
])('bad options are one clear line and exit code 1: %j', async (options, line) => {
  const run = new Run(...options);
  expect(await run.ended).toEqual([1, null]);
  expect(run.err).toMatch(line);
  expect(run.err).not.toMatch(/\n\s+at /);
});

test('--help tells every option', async () => {
  const run = new Run('--help');
  expect(await run.ended).toEqual([0, null]);
  for (const option of ['--port', '--host', '--seed', '--size']) expect(run.out).toContain(option);
});
