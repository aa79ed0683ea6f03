import { once } from 'node:events';
import { connect } from 'node:net';
import { createSandbox } from '../../sandbox/server';
import { call } from './support/http';
import { toyPlatform } from './support/toy';

async function withSandbox(options: object, use: (url: string) => Promise<void>): Promise<void> {
  const sandbox = await createSandbox({ platforms: [toyPlatform()], ...options });
  try {
    await use(sandbox.url);
  } finally {
    await sandbox.close();
  }
}

test.each(['applicatin/json', 'json', 'application/json', 'text/plain; charset=gbk', ''])(
  'a body of content type "%s" arrives as its bytes',
  (type) =>
    withSandbox({}, async (url) => {
      const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
      const answer = await call('POST', `${url}/toy/save`, '{"名":"仓"', headers);
      expect(answer.status).toBe(200);
      expect((await call('GET', `${url}/_sandbox/state/toy/rows`)).json).toEqual(['{"名":"仓"']);
    }),
);

test('paths are found in any case, their parameters keep theirs', () =>
  withSandbox({}, async (url) => {
    expect((await call('POST', `${url}/TOY/BatchSave`, 'x')).status).toBe(200);
    expect((await call('GET', `${url}/_sandbox/requests`)).json).toMatchObject([{ operation: 'BatchSave' }]);
  }));

test('a body over the limit is refused in one line', () =>
  withSandbox({ bodyLimit: 10 }, async (url) => {
    const { status, json } = await call('POST', `${url}/toy/save`, 'x'.repeat(11));
    expect(status).toBe(413);
    expect(json.error).toMatch(/too large/);
  }));

test('a path that no platform has is named', () =>
  withSandbox({}, async (url) => {
    const { status, json } = await call('GET', `${url}/nowhere?secret=1`);
    expect(status).toBe(404);
    expect(json).toEqual({ error: 'Nothing answers GET /nowhere in this sandbox' });
  }));

test('close cuts idle connections, connections held by a fault, and delayed calls', async () => {
  const sandbox = await createSandbox({ platforms: [toyPlatform()] });
  const fault = (operation: string, kind: object) =>
    call('POST', `${sandbox.url}/_sandbox/faults`, { platform: 'toy', operation, ...kind });
  await fault('held', { kind: 'timeout-before-commit' });
  await fault('late', { kind: 'latency', milliseconds: 3_600_000 });
  const idle = connect(Number(new URL(sandbox.url).port), '127.0.0.1');
  await once(idle, 'connect');
  const cut = ['held', 'late'].map((name) =>
    call('POST', `${sandbox.url}/toy/${name}`, 'x').catch(() => 'cut'),
  );
  await arrived(sandbox.url, 2);
  await sandbox.close();
  expect(await Promise.all(cut)).toEqual(['cut', 'cut']);
  if (!idle.closed) await once(idle, 'close');
});

async function arrived(url: string, calls: number): Promise<void> {
  while ((await call<unknown[]>('GET', `${url}/_sandbox/requests`)).json.length < calls);
}
