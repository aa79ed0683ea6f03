import { qimenPlatform } from '../../../sandbox/qimen';
import { Misconfigured, Throttled, Unauthorized, Unavailable } from '../../../src/connectors/errors';
import type { SaleoutRow } from '../../../src/connectors/qimen/model';
import { shanghaiTime } from '../../../src/contract/time';
import { mostBegunInASecond } from '../begunCalls';
import { call, outline, rejectionOf } from '../calls';
import { Bench, readAll } from '../sandbox';
import { Connections, saleouts } from './connection';

const connections = new Connections();
const dayMs = 86_400_000;
let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start(await qimenPlatform(), { saleouts: 230 });
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());
afterEach(() => connections.close());

const connect = (changes: object = {}) =>
  connections.connect(bench.sandbox.url, { ...bench.account, ...changes });

/** The last `days` days, by modification. */
const window = (days: number) => ({
  start_time: shanghaiTime(Date.now() - days * dayMs),
  end_time: shanghaiTime(Date.now()),
});

describe.each(['md5', 'hmac', 'hmac-sha256'])('signed by %s', (signMethod) => {
  test.each(['saleout', 'order-like', 'both'])('all %s rows of a week', async (rowShape) => {
    await bench.switches({ rowShape, ratePerSecond: 0, ratePerMinute: 0 });
    const range = window(6.9);
    const rows = await readAll(connect({ signMethod }), (number) => saleouts(number, 20, range));
    const held = await bench.state<{ io_id: number; modified: string }>('saleouts');
    const expected = held.filter(
      ({ modified }) => modified >= range.start_time && modified <= range.end_time,
    );
    expect(rows.map(({ fault }) => fault).filter(Boolean)).toEqual([]);
    expect(new Set(rows.map(({ key }) => key))).toEqual(new Set(expected.map(({ io_id }) => String(io_id))));
    const [first] = rows.map(({ row }) => row as SaleoutRow);
    expect(first?.io_date ?? first?.send_date).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(first?.items[0]?.sale_amount ?? first?.items[0]?.amount).toMatch(/^-?\d+(\.\d+)?$/);
  });
});

test.each(['milliseconds', 'joined'])('times as %s', async (timeForm) => {
  await bench.switches({ timeForm, rowVersion: 'text', counts: 'zero', successWords: true });
  const { rows } = await connect().readPage(saleouts(1, 50, window(6.9)), call);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every(({ row }) => /^[\d-]{10} [\d:]{8}$/.test((row as SaleoutRow).modified ?? ''))).toBe(true);
});

describe.each(['response', 'error_response'])('failures as %s', (failureEnvelope) => {
  beforeEach(() => bench.switches({ failureEnvelope }));

  test.each([
    ['a wrong secret', { appSecret: 'wrong' }, Unauthorized],
    ['a wrong application', { appKey: 'wrong' }, Unauthorized],
    ['a wrong customer', { customerId: 'wrong' }, Misconfigured],
  ])('%s', async (_name, changes, kind) => {
    const error = await rejectionOf(connect(changes).readPage(saleouts(1, 50, window(1)), call));
    expect(error.constructor).toBe(kind);
  });

  test.each(['own', 'wrapped'])('a window of over 7 days (%s)', async (businessErrors) => {
    await bench.switches({ businessErrors });
    const error = await rejectionOf(connect().readPage(saleouts(1, 50, window(8)), call));
    expect(error.constructor).toBe(Misconfigured);
  });

  test('with another HTTP status', async () => {
    await bench.switches({ failureStatus: 500 });
    const error = await rejectionOf(
      connect({ appSecret: 'wrong' }).readPage(saleouts(1, 50, window(1)), call),
    );
    expect(error.constructor).toBe(Unauthorized);
  });
});

test.each([
  ['throttle', {}, Throttled],
  ['status', { status: 503 }, Unavailable],
  ['half-body', {}, Unavailable],
  ['reset-before-commit', {}, Unavailable],
])('fault %s, and the call after it works', async (kind, settings, expected) => {
  await bench.fault(kind, { operation: 'jushuitan.saleout.list.query', ...settings });
  const connector = connect();
  const error = await rejectionOf(connector.readPage(saleouts(1, 50, window(6)), call));
  expect(error.constructor).toBe(expected);
  expect((await connector.readPage(saleouts(1, 50, window(6)), call)).rows.length).toBeGreaterThan(0);
});

test('no more calls begin in a second than the budget allows', async () => {
  await bench.switches({ ratePerSecond: 0, ratePerMinute: 0 });
  const connector = connect({ budget: { perSecond: 5, perMinute: 100 } });
  const pages = Array.from({ length: 12 }, () => saleouts(1, 5, window(1)));
  const read = () => Promise.all(pages.map((page) => connector.readPage(page, call)));
  expect(await mostBegunInASecond(bench.sandbox.url, read)).toBe(5);
});

test('probe', async () => {
  const done = ['reachable ok', 'clock ok', 'credentials ok'];
  expect(await outline(connect().probe(call))).toEqual([...done, 'permission ok']);
  await bench.switches({ permission: false });
  expect(await outline(connect().probe(call))).toEqual([...done, 'permission failed']);
});

test('refusals in XML, as TOP answers where the format is ignored, say what they say in JSON', async () => {
  for (const failureEnvelope of ['response', 'error_response']) {
    await bench.switches({ format: 'xml', failureEnvelope });
    expect(
      await rejectionOf(connect({ appSecret: 'wrong' }).readPage(saleouts(1, 20, window(1)), call)),
    ).toBeInstanceOf(Unauthorized);
    await bench.fault('throttle');
    expect(await rejectionOf(connect().readPage(saleouts(1, 20, window(1)), call))).toBeInstanceOf(Throttled);
  }
});
