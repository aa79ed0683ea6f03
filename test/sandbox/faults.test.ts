import { request } from 'undici';
import { createSandbox, type RunningSandbox } from '../../sandbox/server';
import { call } from './support/http';
import { toyPlatform } from './support/toy';

let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await createSandbox({ platforms: [toyPlatform()] });
});
afterAll(() => sandbox.close());
beforeEach(() => call('POST', `${sandbox.url}/_sandbox/reset`));

const order = (...faults: object[]) =>
  call<{ id: string }[]>(
    'POST',
    `${sandbox.url}/_sandbox/faults`,
    faults.map((fault) => ({ platform: 'toy', ...fault })),
  );
const save = () => call<{ saved: number }>('POST', `${sandbox.url}/toy/save`, 'row');
const committed = async () =>
  (await call<unknown[]>('GET', `${sandbox.url}/_sandbox/state/toy/rows`)).json.length;
const outcomes = async () =>
  (await call<{ outcome: string }[]>('GET', `${sandbox.url}/_sandbox/requests`)).json.map(
    (one) => one.outcome,
  );

describe('what a client sees, and whether the platform has committed', () => {
  test.each([
    ['reset-before-commit', 0],
    ['reset-after-commit', 1],
  ])('%s is a connection reset', async (kind, rows) => {
    await order({ kind, times: 1 });
    await expect(save()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await committed()).toBe(rows);
    expect(await outcomes()).toEqual([`fault:${kind}`]);
  });

  test.each([
    ['timeout-before-commit', 0],
    ['timeout-after-commit', 1],
  ])('%s never answers', async (kind, rows) => {
    await order({ kind, times: 1 });
    const answer = request(`${sandbox.url}/toy/save`, { method: 'POST', body: 'row', headersTimeout: 300 });
    await expect(answer).rejects.toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' });
    expect(await committed()).toBe(rows);
    expect(await outcomes()).toEqual([`fault:${kind}`]);
  });

  test('a time-out with milliseconds closes the connection then', async () => {
    await order({ kind: 'timeout-after-commit', milliseconds: 20 });
    await expect(save()).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
  });

  test.each([
    [{ kind: 'status', status: 503, body: 'down' }, 503, 'down', 0],
    [{ kind: 'status', status: 502, after: true }, 502, '', 1],
    [{ kind: 'answer', body: '<html>', contentType: 'text/html' }, 200, '<html>', 0],
    [{ kind: 'answer', body: { code: 200 }, after: true }, 200, '{"code":200}', 1],
    [{ kind: 'throttle' }, 429, 'slow down', 0],
  ])('%j', async (fault, status, text, rows) => {
    await order({ ...fault, times: 1 });
    expect(await save()).toMatchObject({ status, text });
    expect(await committed()).toBe(rows);
    expect((await save()).json.saved).toBe(rows + 1);
  });

  test('an answer is served with its content type', async () => {
    await order({ kind: 'answer', body: '<html>', contentType: 'text/html' });
    expect((await save()).headers['content-type']).toBe('text/html');
  });

  test('half-body announces the whole and sends half', async () => {
    const whole = Buffer.byteLength((await save()).text);
    await order({ kind: 'half-body', times: 1 });
    const answer = await request(`${sandbox.url}/toy/save`, { method: 'POST', body: 'row' });
    expect(answer.headers['content-length']).toBe(String(whole));
    const received: Buffer[] = [];
    const read = (async () => {
      for await (const piece of answer.body) received.push(piece);
    })();
    await expect(read).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
    expect(Buffer.concat(received).length).toBe(Math.floor(whole / 2));
    expect(await committed()).toBe(2);
  });

  test('slow-body sends the whole in time', async () => {
    await order({ kind: 'slow-body', milliseconds: 100, times: 1 });
    const started = performance.now();
    expect((await save()).json.saved).toBe(1);
    expect(performance.now() - started).toBeGreaterThanOrEqual(90);
  });

  test('latency delays the call, which then goes its way', async () => {
    await order({ kind: 'latency', milliseconds: 80, times: 1 });
    const started = performance.now();
    expect((await save()).json.saved).toBe(1);
    expect(performance.now() - started).toBeGreaterThanOrEqual(75);
    expect(await outcomes()).toEqual(['ok']);
  });

  test.each(['session-expiry', 'token-expiry'])('%s ends the session before the call', async (kind) => {
    await save();
    await order({ kind, times: 1 });
    expect((await save()).json).toEqual({ error: 'no session' });
    expect(await outcomes()).toEqual(['ok', 'refused']);
  });

  test('latency adds to a fault behind it', async () => {
    await order({ kind: 'latency', milliseconds: 50 }, { kind: 'status', status: 500 });
    const started = performance.now();
    expect((await save()).status).toBe(500);
    expect(performance.now() - started).toBeGreaterThanOrEqual(45);
  });
});

describe('which calls a fault strikes', () => {
  const statuses = async (calls: number) => {
    const seen = [];
    for (let n = 0; n < calls; n += 1) seen.push((await save()).status);
    return seen;
  };

  test('skip lets the first pass, times counts down, a used-up fault is gone', async () => {
    const { json } = await order({ kind: 'status', status: 500, times: 2, skip: 1 });
    expect(json).toEqual([expect.objectContaining({ id: expect.any(String), times: 2 })]);
    expect(await statuses(2)).toEqual([200, 500]);
    const left = await call('GET', `${sandbox.url}/_sandbox/faults`);
    expect(left.json).toEqual([expect.objectContaining({ times: 1, skip: 0 })]);
    expect(await statuses(2)).toEqual([500, 200]);
    expect((await call('GET', `${sandbox.url}/_sandbox/faults`)).json).toEqual([]);
  });

  test('a fault behind one that ended the call is not used up', async () => {
    await order({ kind: 'status', status: 500, times: 1 }, { kind: 'status', status: 501, times: 1 });
    expect(await statuses(3)).toEqual([500, 501, 200]);
  });

  test('a share is drawn from its seed', async () => {
    const draw = async (seed: number) => {
      await call('POST', `${sandbox.url}/_sandbox/reset`);
      await order({ kind: 'status', status: 500, share: 0.5, seed });
      return (await statuses(40)).join();
    };
    const first = await draw(1);
    expect(first).toContain('500');
    expect(first).toContain('200');
    expect(await draw(1)).toBe(first);
    expect(await draw(2)).not.toBe(first);
  });

  test('another operation is left alone', async () => {
    await order({ kind: 'status', status: 500, operation: 'read' });
    expect(await statuses(1)).toEqual([200]);
    expect((await call('POST', `${sandbox.url}/toy/read`, 'x')).status).toBe(500);
  });

  test('without times and share it strikes until it is removed', async () => {
    const { json } = await order({ kind: 'status', status: 500 }, { kind: 'status', status: 501 });
    expect(await statuses(2)).toEqual([500, 500]);
    await call('DELETE', `${sandbox.url}/_sandbox/faults/${json[0]!.id}`);
    expect(await statuses(1)).toEqual([501]);
    await call('DELETE', `${sandbox.url}/_sandbox/faults`);
    expect(await statuses(1)).toEqual([200]);
  });
});

test.each([
  [{ platform: 'toy', kind: 'nonsense' }, /kind/],
  [{ platform: 'nowhere', kind: 'throttle' }, /no platform "nowhere": use one of toy/],
  [{ platform: 'toy', kind: 'status', status: 9 }, /status/],
  [{ platform: 'toy', kind: 'latency' }, /milliseconds/],
  [{ platform: 'toy', kind: 'throttle', time: 1 }, /time/],
  [{ platform: 'toy', kind: 'throttle', times: 1, share: 0.5 }, /times or share/],
])('a fault that cannot be is refused in one line: %j', async (fault, line) => {
  const { status, json } = await call('POST', `${sandbox.url}/_sandbox/faults`, fault);
  expect(status).toBe(400);
  expect(json.error).toMatch(line);
  expect(json.error).not.toContain('\n');
});
