import type { ProbeStep } from '../../../src/connectors/connector';
import {
  json,
  silence,
  startScriptedServer,
  text,
  type Reply,
  type ScriptedServer,
} from '../scripted-server';
import { call, Connections, page, rejectionOf } from './connection';

const connections = new Connections();
let server: ScriptedServer;

beforeEach(async () => {
  server = await startScriptedServer();
});
afterEach(async () => {
  await connections.close();
  await server.close();
});

const accepted = page();
const acceptedByGateway = json({ has_next: false, datas: [], code: 0, issuccess: true, msg: null });
const refused = (code: number) => json({ code, issuccess: false, msg: '验证失败！' });

/** The root of the address answers 404 like the real one may; its clock is wrong by so much. */
const root = (clockErrorMs = 0) => text('', 404, { date: new Date(Date.now() + clockErrorMs).toUTCString() });

async function steps(probed: AsyncIterable<ProbeStep>): Promise<ProbeStep[]> {
  const seen: ProbeStep[] = [];
  for await (const step of probed) seen.push(step);
  return seen;
}

function probeOf(generation: 'openapi' | 'gateway', ...replies: Reply[]): Promise<ProbeStep[]> {
  server.script(...replies);
  return steps(connections[generation](server.url).probe(call));
}

const outline = (seen: ProbeStep[]) => seen.map(({ step, ok }) => `${step} ${ok ? 'ok' : 'failed'}`);

describe.each([
  ['openapi', accepted],
  ['gateway', acceptedByGateway],
] as const)('%s', (generation, success) => {
  test('all is well', async () => {
    const seen = await probeOf(generation, root(), success);
    expect(outline(seen)).toEqual(['reachable ok', 'clock ok', 'credentials ok', 'permission ok']);
    expect(seen[1]?.detail.en).not.toMatch(/warning/);
  });

  test.each([
    [10, ['credentials failed']],
    [110, ['credentials failed']],
    [199, ['credentials failed']],
    [190, ['credentials ok', 'permission failed']],
  ])('code %i', async (code, last) => {
    const seen = await probeOf(generation, root(), refused(code));
    expect(outline(seen)).toEqual(['reachable ok', 'clock ok', ...last]);
    expect(seen.at(-1)).toMatchObject({
      detail: { en: expect.stringContaining(`code ${code}`), zh: expect.stringContaining(`代码 ${code}`) },
      advice: { en: expect.stringMatching(/./), zh: expect.stringMatching(/\p{Script=Han}/u) },
    });
  });

  test.each([
    [11 * 60_000, ['reachable ok', 'clock failed']],
    [-11 * 60_000, ['reachable ok', 'clock failed']],
    [5 * 60_000, ['reachable ok', 'clock ok', 'credentials ok', 'permission ok']],
  ])('a clock that is off by %i ms', async (error, expected) => {
    const seen = await probeOf(generation, root(error), success);
    expect(outline(seen)).toEqual(expected);
    const clock = seen[1];
    expect(clock?.ok ? clock.detail.en : clock?.advice?.en).toMatch(clock?.ok ? /warning/ : /NTP/);
  });
});

test('nobody listens', async () => {
  await server.close();
  const [step, ...rest] = await steps(connections.openapi(server.url).probe(call));
  expect(step).toMatchObject({
    step: 'reachable',
    ok: false,
    detail: {
      en: expect.stringMatching(/^no connection to the address .*ECONNREFUSED/),
      zh: expect.stringMatching(/^无法连接该地址（.*ECONNREFUSED/),
    },
  });
  expect(rest).toEqual([]);
});

test('another service answers at the address', async () => {
  const seen = await probeOf('openapi', root(), text('<html>'));
  expect(seen.at(-1)).toMatchObject({
    step: 'credentials',
    ok: false,
    advice: { en: expect.stringContaining('generation'), zh: expect.stringContaining('generation') },
  });
});

test('cancelling ends it with the reason of the signal', async () => {
  server.script(silence);
  const controller = new AbortController();
  const reason = new Error('cancelled');
  setTimeout(() => controller.abort(reason), 30);
  const probed = connections.openapi(server.url).probe({ signal: controller.signal });
  expect(await rejectionOf(steps(probed))).toBe(reason);
});
