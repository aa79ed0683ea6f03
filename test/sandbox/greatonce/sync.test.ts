import { distributor, failure, GreatonceBench, success } from './support';

let bench: GreatonceBench;

beforeAll(async () => {
  bench = await GreatonceBench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());

const { actionType: _, ...row } = distributor;
const exists = failure('SIM: 分销商编码 DIST0001 已存在');

test('add stores what was sent, as it was sent', async () => {
  const odd = { distributorCode: '示例😀 １', mobile: '示例联系人', extra: { n: null } };
  expect([await bench.sync(), await bench.sync(odd)]).toEqual([success, success]);
  expect(await bench.held()).toEqual([row, { ...row, ...odd }]);
});

test('a repeated add is refused and changes nothing', async () => {
  await bench.sync();
  expect(await bench.sync({ address: '新址' })).toEqual(exists);
  expect(await bench.held()).toEqual([row]);
  await bench.switches({ duplicateText: '编码[{}]重复' });
  expect(await bench.sync()).toEqual(failure('编码[DIST0001]重复'));
});

test.each([
  ['upsert', '新址'],
  ['ignore', row.address],
])('a repeated add under %s', async (duplicate, address) => {
  await bench.switches({ duplicate });
  await bench.sync();
  expect(await bench.sync({ address })).toEqual(success);
  expect(await bench.sync({ address: '新址' })).toEqual(success);
  expect(await bench.held()).toEqual([{ ...row, address }]);
});

test('update changes the members that are sent, of a code that is there', async () => {
  const update = JSON.stringify({
    actionType: 'update',
    distributorCode: 'DIST0001',
    distributorName: '新名',
  });
  const send = async () => (await bench.send(update)).json;
  expect(await send()).toEqual(failure('SIM: 分销商编码 DIST0001 不存在'));
  await bench.sync();
  expect(await send()).toEqual(success);
  expect(await bench.held()).toEqual([{ ...row, distributorName: '新名' }]);
});

test.each([
  [{ actionType: 'delete' }, {}, 'SIM: actionType 的值不正确'],
  [{ distributorName: undefined }, {}, 'SIM: distributorName 不能为空'],
  [{ distributorCode: null }, { requiredMembers: '' }, 'SIM: distributorCode 不能为空'],
  [{ distributorCode: {} }, {}, 'SIM: distributorCode 的值不正确'],
  [{ contact: '' }, { requiredMembers: 'distributorCode, contact' }, 'SIM: contact 不能为空'],
  [{ mobile: '示例联系人' }, { mobileCheck: true }, 'SIM: mobile 的值不正确'],
  [
    { distributorLevelName: '四级' },
    { distributorLevels: '一级,二级' },
    'SIM: distributorLevelName 的值不正确',
  ],
  [{ balance_deduct_type: '9' }, { balanceDeductTypes: '1,2' }, 'SIM: balance_deduct_type 的值不正确'],
])('%j is refused under %j', async (changes, switches, message) => {
  await bench.switches(switches);
  expect(await bench.sync(changes)).toEqual(failure(message));
  expect(await bench.held()).toEqual([]);
  expect(await bench.sync()).toEqual(success);
});

test('an answer that is lost after the commit: the retry meets the duplicate rule', async () => {
  await bench.fault({ kind: 'reset-after-commit', times: 1 });
  await expect(bench.sync()).rejects.toThrow();
  expect(await bench.sync()).toEqual(exists);
});

test('distributors are seeded on demand and replaced whole, or refused with one line', async () => {
  expect(await bench.held()).toEqual([]);
  await bench.reset({ sizes: { distributors: 3 } });
  const seeded = await bench.held();
  expect(seeded).toMatchObject([{ distributorCode: 'DIST0001' }, {}, { distributorCode: 'DIST0003' }]);
  await bench.reset({ sizes: { distributors: 3 } });
  expect(await bench.held()).toEqual(seeded);
  expect(await bench.sync()).toEqual(exists);
  expect((await bench.replace([row, row])).json.error).toBe(
    'distributors: distributorCode DIST0001 is there twice',
  );
  expect((await bench.replace([{}])).json.error).toMatch(/^distributors: 0\.distributorCode: /);
  expect((await bench.replace([row])).status).toBe(200);
  expect(await bench.held()).toEqual([row]);
});

test('the journal notes the key and no contact', async () => {
  await bench.sync();
  await bench.sync();
  const { json, text } = await bench.control<object[]>('GET', '/requests?platform=greatonce');
  const called = { operation: 'greatonce.distributor.single.sync', write: true };
  const summary = { actionType: 'add', distributorCode: 'DIST0001' };
  expect(json).toMatchObject([
    { ...called, summary, outcome: 'ok' },
    { ...called, summary, outcome: 'refused', reason: exists.message },
  ]);
  expect(text).not.toMatch(/13800000000|示例联系人|fedcba/);
});

test('content types other than JSON are refused where the switch says so', async () => {
  await bench.switches({ contentType: 'application/json', duplicate: 'upsert' });
  expect(await bench.sync()).toEqual(success);
  const plain = await bench.send(
    JSON.stringify(distributor),
    undefined,
    {},
    undefined,
    'text/plain;charset=UTF-8',
  );
  expect(plain.json).toEqual(failure('SIM: Content-Type 必须是 application/json'));
});
