import { guanyiPlatform } from '../../../sandbox/guanyi';
import { Misconfigured, Throttled, Unauthorized, Unavailable } from '../../../src/connectors/errors';
import { mostBegunInASecond } from '../begunCalls';
import { call, outline, rejectionOf } from '../calls';
import { Bench, readAll } from '../sandbox';
import { Connections, shops } from './connection';

const connections = new Connections();
let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start(await guanyiPlatform(), { shops: 47 });
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());
afterEach(() => connections.close());

const connect = (changes: object = {}) =>
  connections.connect(bench.sandbox.url, { ...bench.account, ...changes });

const codes = async () => new Set((await bench.state<{ code: string }>('shops')).map(({ code }) => code));

test.each([
  ['raw', {}],
  ['percent', {}],
  ['raw', { answerShape: '2019', idType: 'string', signOver: 'reserialised' }],
  ['raw', { answerShape: '2021', oddDates: 'zero', emptyList: 'absent', signOver: 'received' }],
  ['percent', { oddDates: 'null', emptyList: 'null', totalDrift: 30, signOver: 'received' }],
])('47 shops in pages of 10, %s, with %j', async (encoding, switches) => {
  await bench.switches(switches);
  const rows = await readAll(connect({ encoding }), (number) => shops(number, 10));
  expect(rows.map(({ fault }) => fault).filter(Boolean)).toEqual([]);
  expect(rows).toHaveLength(47);
  expect(new Set(rows.map(({ row }) => row?.code))).toEqual(await codes());
});

test('the filters', async () => {
  const [some] = await bench.state<{ code: string; modify_date: string }>('shops');
  const { code = '', modify_date: date = '' } = some ?? {};
  const keysOf = async (request: Record<string, string>) =>
    (await connect().readPage(shops(1, 50, request), call)).rows.map(({ key }) => key);
  expect(await keysOf({ code })).toEqual([code]);
  expect(await keysOf({ modify_start_date: date, modify_end_date: date, code: '' })).toContain(code);
  expect(await keysOf({ modify_end_date: '2000-01-01 00:00:00' })).toEqual([]);
});

test.each([
  ['a wrong secret', { secret: 'wrong' }, Unauthorized],
  ['a wrong application', { appKey: 'wrong' }, Unauthorized],
  ['a wrong session', { sessionKey: 'wrong' }, Unauthorized],
])('%s', async (_name, changes, kind) => {
  expect((await rejectionOf(connect(changes).readPage(shops(), call))).constructor).toBe(kind);
});

test('a page that is too large', async () => {
  const error = await rejectionOf(connect().readPage(shops(1, 100), call));
  expect(error).toBeInstanceOf(Misconfigured);
  expect(error.message).toContain('out of given range 1~99');
});

test.each(['failure', 'http-429'])('too many calls, told as %s', async (throttleStyle) => {
  await bench.switches({ ratePerSecond: 1, throttleStyle });
  const connector = connect();
  const calls = Promise.all([1, 2, 3].map((number) => connector.readPage(shops(number), call)));
  expect(await rejectionOf(calls)).toBeInstanceOf(Throttled);
});

test('no more calls begin in a second than the budget allows', async () => {
  const connector = connect({ budget: { perSecond: 2 } });
  const read = () => Promise.all([1, 2, 3, 4, 5].map((number) => connector.readPage(shops(number), call)));
  expect(await mostBegunInASecond(bench.sandbox.url, read)).toBe(2);
});

test.each([
  ['status', { status: 503 }, Unavailable],
  ['half-body', {}, Unavailable],
  ['reset-before-commit', {}, Unavailable],
])('fault %s, and the call after it works', async (kind, settings, expected) => {
  await bench.fault(kind, { operation: 'gy.erp.shop.get', ...settings });
  const connector = connect();
  expect((await rejectionOf(connector.readPage(shops(), call))).constructor).toBe(expected);
  expect((await connector.readPage(shops(), call)).rows).toHaveLength(10);
});

test('probe', async () => {
  const begun = ['reachable ok', 'clock ok'];
  expect(await outline(connect().probe(call))).toEqual([...begun, 'credentials ok', 'permission ok']);
  await bench.switches({ authorized: false });
  expect(await outline(connect().probe(call))).toEqual([...begun, 'credentials failed']);
});
