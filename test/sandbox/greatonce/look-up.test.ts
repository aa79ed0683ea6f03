import { distributor, failure, GreatonceBench, signFailure, success } from './support';

let bench: GreatonceBench;

beforeAll(async () => {
  bench = await GreatonceBench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());

const { actionType: _, ...row } = distributor;
const lookUp = async (body: object, method = 'site.query', after: object = {}) =>
  (await bench.send(JSON.stringify(body), bench.parameters({ method }), after)).json;
const code = { distributorCode: 'DIST0001' };

test('there is no method to look up with, unless the switch names one', async () => {
  expect(await lookUp(code)).toEqual(failure('SIM: 没有接口 site.query'));
  await bench.switches({ lookUpMethod: 'site.query' });
  expect(await lookUp(code, 'site.queries')).toEqual(failure('SIM: 没有接口 site.queries'));
  expect(await lookUp(code)).toEqual({ ...success, list: [] });
});

test('it finds by the whole code, under the names of the switches', async () => {
  await bench.switches({ lookUpMethod: 'site.query' });
  await bench.sync();
  expect(await lookUp(code)).toEqual({ ...success, list: [row] });
  expect(await lookUp({ distributorCode: 'DIST000' })).toEqual({ ...success, list: [] });
  await bench.switches({ lookUpParameter: 'no', lookUpList: 'rows', lookUpCode: 'key' });
  const { distributorCode, ...rest } = row;
  expect(await lookUp({ no: 'DIST0001' })).toEqual({ ...success, rows: [{ ...rest, key: distributorCode }] });
});

test.each([
  ['empty-list', { ...success, list: [] }],
  ['no-list', success],
  ['refusal', failure('SIM: 分销商编码 DIST0001 不存在')],
])('a code that is not there: %s', async (lookUpAbsent, answer) => {
  await bench.switches({ lookUpMethod: 'site.query', lookUpAbsent });
  expect(await lookUp(code)).toEqual(answer);
});

test('it is as strict as the rest', async () => {
  await bench.switches({ lookUpMethod: 'site.query' });
  expect(await lookUp(code, 'site.query', { sign: 'X' })).toEqual(signFailure);
  expect(await lookUp({})).toEqual(failure('SIM: distributorCode 不能为空'));
  expect(await lookUp({ ...code, page: 1 })).toEqual(failure('SIM: 没有参数 page'));
});

test('it writes nothing, and the journal notes the code', async () => {
  await bench.switches({ lookUpMethod: 'site.query', lookUpParameter: 'no' });
  await lookUp({ no: 'DIST0001' });
  const { json } = await bench.control<object[]>('GET', '/requests?platform=greatonce');
  const summary = { distributorCode: 'DIST0001' };
  expect(json).toMatchObject([{ operation: 'site.query', write: false, summary, outcome: 'ok' }]);
});

test.each([
  [{}, 200, failure('SIM: 调用过于频繁')],
  [{ throttleText: '太快', throttleCode: 'L1' }, 200, { ...failure('太快'), sub_code: 'L1' }],
  [{ throttleForm: 'http-429', throttleText: '太快' }, 429, failure('太快')],
])('one call too many under %j', async (switches, status, answer) => {
  await bench.switches({ ...switches, ratePerSecond: 1 });
  await bench.sync();
  const sent = await bench.send(JSON.stringify(distributor));
  expect([sent.status, sent.json]).toEqual([status, answer]);
});
