import type { SourceRow } from '../../../src/connectors/connector';
import { ProtocolViolation, Throttled, Unauthorized, Unavailable } from '../../../src/connectors/errors';
import type { JushuitanConnector } from '../../../src/connectors/jushuitan';
import { jushuitanPlatform } from '../../../sandbox/jushuitan';
import { createSandbox, type RunningSandbox } from '../../../sandbox/server';
import { mostBegunInASecond } from '../begunCalls';
import { call, Connections, rejectionOf, warehouses } from './connection';

const connections = new Connections();
let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await createSandbox({ platforms: [await jushuitanPlatform()], sizes: { warehouses: 230 } });
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  await control('POST', 'reset', {});
  await control('PUT', 'switches/jushuitan', { counts: 'zero', isMain: 'absent' });
});
afterEach(() => connections.close());

async function control(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

const fault = (kind: string, settings: Record<string, unknown> = {}) =>
  control('POST', 'faults', { platform: 'jushuitan', kind, times: 1, ...settings });

/** Both generations, under the credentials that the sandbox publishes. */
const generations: [string, () => JushuitanConnector][] = [
  ['open platform', () => connections.openapi(sandbox.url, { accessToken: undefined })],
  ['old gateway', () => connections.gateway(sandbox.url, { token: published().token })],
];

function published(): Record<string, string> {
  return sandbox.description.jushuitan as Record<string, string>;
}

async function readAll(connector: JushuitanConnector): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for (let number = 1, more = true; more; number += 1) {
    const page = await connector.readPage(warehouses(number, 50), call);
    rows.push(...page.rows);
    more = page.hasNext;
  }
  return rows;
}

describe.each(generations)('%s', (_name, connect) => {
  test('230 warehouses in pages of 50, counts 0 and is_main missing', async () => {
    const state = (await control('GET', 'state/jushuitan/warehouses')) as {
      wms_co_id: number;
      name: string;
    }[];
    const rows = await readAll(connect());
    const byKey = new Map(rows.map(({ key, row }) => [key, row?.name]));
    expect(rows.filter(({ fault: wrong }) => wrong !== undefined)).toEqual([]);
    expect(rows).toHaveLength(230);
    expect(byKey).toEqual(new Map(state.map(({ wms_co_id, name }) => [String(wms_co_id), name])));
  });

  test.each([
    ['throttle', {}, Throttled],
    ['status', { status: 503 }, Unavailable],
    ['half-body', {}, Unavailable],
    ['reset-before-commit', {}, Unavailable],
    ['answer', { body: '<html>维护中</html>' }, ProtocolViolation],
    ['answer', { body: { code: 200, issuccess: false, msg: '调用频次超过限制!' } }, Throttled],
  ])('fault %s %j, and the call after it works', async (kind, settings, expected) => {
    const connector = connect();
    await connector.readPage(warehouses(), call);
    await fault(kind, { operation: 'wms.partner.query', ...settings });
    const error = await rejectionOf(connector.readPage(warehouses(2), call));
    expect(error.constructor).toBe(expected);
    expect((await connector.readPage(warehouses(2), call)).rows).toHaveLength(50);
  });

  test('probe', async () => {
    await control('PUT', 'switches/jushuitan', { permission: false });
    const seen: string[] = [];
    for await (const { step, ok } of connect().probe(call)) seen.push(`${step} ${ok}`);
    expect(seen).toEqual(['reachable true', 'clock true', 'credentials true', 'permission false']);
  });
});

test('a token that ends in mid-run is renewed without a lost page', async () => {
  const connector = connections.openapi(sandbox.url, { accessToken: undefined });
  await fault('token-expiry', { operation: 'wms.partner.query', skip: 2 });
  expect(await readAll(connector)).toHaveLength(230);
  const journal = JSON.stringify(await control('GET', 'requests'));
  expect(journal.match(/getInitToken/g)?.length).toBe(2);
});

test('a configured token is used as it is', async () => {
  const { accessToken, refreshToken } = published();
  const connector = connections.openapi(sandbox.url, { accessToken, refreshToken });
  await connector.readPage(warehouses(), call);
  expect(JSON.stringify(await control('GET', 'requests'))).not.toMatch(/Token"/);
});

test('an old gateway token that has ended stops with a clear text', async () => {
  await fault('token-expiry');
  const error = await rejectionOf(
    connections.gateway(sandbox.url, { token: published().token }).readPage(warehouses(), call),
  );
  expect(error).toBeInstanceOf(Unauthorized);
  expect(error.message).toMatch(/let the merchant grant access again/);
});

test('no more calls begin in a second than the budget allows', async () => {
  await control('PUT', 'switches/jushuitan', { ratePerSecond: 0, ratePerMinute: 0 });
  const connector = connections.openapi(sandbox.url, { budget: { perSecond: 5, perMinute: 100 } });
  const pages = Array.from({ length: 12 }, (_, at) => warehouses((at % 5) + 1));
  const read = () => Promise.all(pages.map((page) => connector.readPage(page, call)));
  expect(await mostBegunInASecond(sandbox.url, read)).toBe(5);
});
