import { kingdeePlatform } from '../../../sandbox/kingdee';
import type { KingdeeSettingsInput } from '../../../src/connectors/kingdee/settings';
import { createKingdeeConnector, type KingdeeConnector } from '../../../src/connectors/kingdee';
import { idsOf } from '../conformance/target-bench';
import { Bench } from '../sandbox';
import { call, failure } from './support';

/** Bills with lines, looked up in the simulator. */
let bench: Bench;
const open: KingdeeConnector[] = [];
beforeAll(async () => {
  bench = await Bench.start(await kingdeePlatform(), { BD_STOCK: 2, BD_Customer: 2 });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((kingdee) => kingdee.close()));
});
afterAll(() => bench.close());

function connect(more: Partial<KingdeeSettingsInput> = {}): KingdeeConnector {
  const { url, acctId, userName, appId, appSecret } = bench.account;
  const settings = { platform: 'kingdee', auth: 'signed', url, acctId, userName, appId, appSecret, ...more };
  const kingdee = createKingdeeConnector(settings as KingdeeSettingsInput);
  open.push(kingdee);
  return kingdee;
}

const form = 'SAL_OUTSTOCK';
const organization = { FNumber: '100' };
const sizes: Readonly<Record<string, number>> = { XS1: 1, XS30: 30, XS500: 500 };
const priceOf = (number: string, index: number) => (number.length + index) / 4;

const bill = (number: string) => ({
  FBillTypeID: { FNUMBER: 'XSCKD01_SYS' },
  FBillNo: number,
  FDate: '2025-04-01',
  FSaleOrgId: organization,
  FStockOrgId: organization,
  FCustomerID: { FNumber: '10001' },
  SubHeadEntity: { FSettleOrgID: organization, FSettleCurrID: { FNumber: 'PRE001' } },
  FEntity: Array.from({ length: sizes[number] ?? 1 }, (_, index) => ({
    FMaterialID: { FNumber: index % 2 ? 'M00002' : 'M00001' },
    FRealQty: index + 1,
    FTaxPrice: priceOf(number, index),
    FEntryTaxRate: 13,
    FStockID: { FNumber: 'CK00001' },
  })),
});
const fields = [
  'FDate',
  'FSettleCurrID.FNumber',
  'FEntity.FMaterialID.FNumber',
  'FEntity.FRealQty',
  'FEntity.FIsFree',
  'FEntity.FEntrynote',
];
const keys = [...Object.keys(sizes), 'XS404'].map((number) => ({ number }));
const rowsOf = (number: string) =>
  Array.from({ length: sizes[number] ?? 1 }, (_, index) => ({
    'FMaterialID.FNumber': index % 2 ? 'M00002' : 'M00001',
    FRealQty: String(index + 1),
    FIsFree: 'false',
  }));

/** Queries that the simulator has served since it was reset. */
async function queries(): Promise<number> {
  const journal = JSON.parse(await bench.journal()) as { operation: string }[];
  return journal.filter(({ operation }) => operation === 'ExecuteBillQuery').length;
}

beforeEach(async () => {
  await bench.reset();
  const kingdee = connect();
  const ids = idsOf(await kingdee.save(form, Object.keys(sizes).map(bill), {}, call));
  await kingdee.submit(form, ids, {}, call);
  await kingdee.audit(form, ids, {}, call);
});

test.each([
  ['in one page of entries', {}, {}, 3],
  ['over pages of entries', { queryLimit: 70 }, {}, 1 + 8 + 1],
  ['over batches of documents', { lookUpBatch: 2 }, {}, 2 + 2 + 2],
  ['on a site that gives fewer rows than it is asked for', {}, { queryLimit: 100 }, 1 + 6 + 1],
  ['on a site with no order of its own', { queryLimit: 70 }, { defaultOrder: 'unstable' }, 1 + 8 + 1],
  ['on a site that prints blanks', {}, { emptyText: 'space' }, 3],
])('1, 30 and 500 lines %s: all of them, in their order', async (_, settings, switches, expected) => {
  await bench.switches(switches);
  const before = await queries();
  const found = await connect(settings).lookUp(form, keys, fields, call);
  expect(found).toEqual(
    Object.keys(sizes).map((number) => ({
      id: expect.stringMatching(/^\d+$/),
      number,
      state: 'audited',
      fields: { FDate: '2025-04-01T00:00:00', 'FSettleCurrID.FNumber': 'PRE001' },
      lines: { FEntity: rowsOf(number) },
    })),
  );
  expect((await queries()) - before).toBe(expected);
});

test('lines are read of audited documents only, and of none without a call', async () => {
  const bills = await bench.state<{ FBillNo: string }>(form);
  const saved = bills.map((one) => (one.FBillNo === 'XS30' ? one : { ...one, FDocumentStatus: 'A' }));
  await bench.replace(form, saved);
  const kingdee = connect();
  const found = await kingdee.lookUp(form, keys, fields, call);
  expect(found.map(({ state, lines }) => [state, lines?.FEntity?.length])).toEqual([
    ['saved', undefined],
    ['audited', 30],
    ['saved', undefined],
  ]);
  const before = await queries();
  await kingdee.lookUp(form, [{ number: 'XS1' }], fields, call);
  expect((await queries()) - before).toBe(1);
});

test('without a field of the entry nothing of it is read', async () => {
  const before = await queries();
  const [found] = await connect().lookUp(form, keys, ['FDate'], call);
  expect(found).not.toHaveProperty('lines');
  expect((await queries()) - before).toBe(1);
});

test('an audited document without lines has none', async () => {
  const bills = await bench.state<{ FBillNo: string }>(form);
  await bench.replace(
    form,
    bills.map((one) => (one.FBillNo === 'XS30' ? { ...one, FEntity: [] } : one)),
  );
  const found = await connect().lookUp(form, keys, fields, call);
  expect(found.map(({ lines }) => lines?.FEntity?.length)).toEqual([1, 0, 500]);
});

test.each(['FEntity.FNone', 'FEntity.FEntity.FRealQty', 'FOther.FRealQty', 'FEntity.FRealQty,FDate'])(
  'a field that the entry does not have is a mistake: %s',
  async (field) => {
    const error = await failure(connect().lookUp(form, keys, [field], call));
    expect(error.name).toBe('Misconfigured');
  },
);
