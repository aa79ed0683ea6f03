import type { JournalEntry } from '../../sandbox/journal';
import { createSandbox, type RunningSandbox } from '../../sandbox/server';
import { call } from './support/http';
import { toyPlatform } from './support/toy';

let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await createSandbox({ platforms: [toyPlatform()], seed: 5, sizes: { rows: 2 } });
});
afterAll(() => sandbox.close());
beforeEach(() => call('POST', `${sandbox.url}/_sandbox/reset`));

const control = <T = { error: string }>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
) => call<T>(method, `${sandbox.url}/_sandbox${path}`, body);

test('the overview names collections, switches and fault kinds', async () => {
  const { json } = await control<{ faultKinds: string[] }>('GET', '');
  expect(json).toMatchObject({
    control: sandbox.url,
    toy: { url: `${sandbox.url}/toy` },
    platforms: [{ name: 'toy', collections: ['rows'], switches: { mood: 'kind' } }],
    clock: { offsetSeconds: 0 },
  });
  expect(json.faultKinds).toEqual(expect.arrayContaining(['latency', 'reset-after-commit', 'half-body']));
});

test('state is read and replaced', async () => {
  expect((await control('GET', '/state/toy/rows')).json).toEqual(['5-0', '5-1']);
  expect((await control('PUT', '/state/toy/rows', ['a', 'b', 'c'])).json).toEqual({ rows: 3 });
  expect((await control('GET', '/state/toy/rows')).json).toEqual(['a', 'b', 'c']);
  expect((await control('GET', '/state/toy/rows?count=true')).json).toEqual({ rows: 3 });
  expect((await control('GET', '/state/toy/rows?rows=1')).status).toBe(400);
});

test('reset goes back to the start, or to another seed and size', async () => {
  await call('POST', `${sandbox.url}/toy/save`, 'x');
  await control('PUT', '/switches/toy', { mood: 'grim' });
  await control('PUT', '/clock', { offsetSeconds: 60 });
  await control('POST', '/faults', { platform: 'toy', kind: 'throttle' });
  await control('POST', '/reset', { seed: 6, sizes: { rows: 1 } });
  expect((await control('GET', '/state/toy/rows')).json).toEqual(['6-0']);
  expect((await control('GET', '/faults')).json).toEqual([]);
  expect((await control('GET', '/requests')).json).toEqual([]);
  expect((await control('GET', '')).json).toMatchObject({
    platforms: [{ switches: { mood: 'kind' } }],
    clock: { offsetSeconds: 0 },
  });
  await control('POST', '/reset');
  expect((await control('GET', '/state/toy/rows')).json).toEqual(['5-0', '5-1']);
});

test('the journal tells what was called, when and how it ended', async () => {
  await call('POST', `${sandbox.url}/toy/save`, 'abc');
  await call('POST', `${sandbox.url}/toy/read`, '');
  const { json } = await control<JournalEntry[]>('GET', '/requests');
  expect(json).toMatchObject([
    { operation: 'save', write: true, summary: { bytes: 3 }, status: 200, outcome: 'ok' },
    { operation: 'read', write: false, status: 200, outcome: 'ok' },
  ]);
  expect(json[1]!.seq).toBe(json[0]!.seq + 1);
  expect(new Date(json[0]!.at).toISOString()).toBe(json[0]!.at);
  expect((await control('GET', '/requests?write=true')).json).toHaveLength(1);
  expect((await control('GET', '/requests?platform=toy&operation=read')).json).toHaveLength(1);
  expect((await control('GET', '/requests?platform=other')).json).toEqual([]);
  expect((await control('DELETE', '/requests')).json).toEqual([]);
});

test('a refusal is journaled with the words of the platform', async () => {
  await control('POST', '/faults', { platform: 'toy', kind: 'session-expiry', times: 1 });
  await call('POST', `${sandbox.url}/toy/save`, 'abc');
  expect((await control('GET', '/requests')).json).toMatchObject([
    { outcome: 'refused', reason: 'no session' },
  ]);
});

test('switches are read and changed', async () => {
  expect((await control('GET', '/switches/toy')).json).toEqual({ mood: 'kind' });
  expect((await control('PUT', '/switches/toy', { mood: 'grim' })).json).toEqual({ mood: 'grim' });
});

test('the clock is moved', async () => {
  await control('PUT', '/clock', { offsetSeconds: -3600 });
  const { text } = await call('POST', `${sandbox.url}/toy-clock`);
  const behind = (Date.now() - new Date(text).getTime()) / 1000;
  expect(Math.abs(behind - 3600)).toBeLessThan(60);
});

test.each([
  ['PUT', '/state/toy/stones', [], /Unknown collection of toy "stones": use one of rows/],
  ['PUT', '/state/sea/rows', [], /Unknown platform "sea": use one of toy/],
  ['PUT', '/state/toy/rows', {}, /rows: .*array/],
  ['PUT', '/state/toy/rows', ['bad'], /row "bad" cannot be held/],
  ['PUT', '/state/toy/rows', '[1', /not JSON/],
  ['PUT', '/switches/toy', { mood: 'blue' }, /mood: .*"kind"\|"grim"/],
  ['PUT', '/switches/toy', { moods: 'kind' }, /moods/],
  ['PUT', '/clock', { offsetSeconds: 'x' }, /offsetSeconds/],
  ['PUT', '/clock', undefined, /clock/],
  ['POST', '/reset', { sizes: { stones: 3 } }, /Unknown size "stones": use one of rows/],
  ['POST', '/reset', { size: 3 }, /size/],
  ['GET', '/requests?writes=true', undefined, /writes/],
  ['DELETE', '/faults/77', undefined, /No fault "77"/],
] as const)('bad input is one clear line: %s %s %j', async (method, path, body, line) => {
  const { status, json } = await control(method, path, body);
  expect(json.error).toMatch(line);
  expect(json.error).not.toContain('\n');
  expect(status).toBe(400);
});

test('a refused reset and refused switches change nothing', async () => {
  await call('POST', `${sandbox.url}/toy/save`, 'x');
  await control('POST', '/reset', { sizes: { stones: 3 } });
  expect((await control('GET', '/requests')).json).toHaveLength(1);
});
