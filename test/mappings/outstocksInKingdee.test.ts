import { Outstocks, statusOf } from '../sandbox/kingdee/bills';
import { Site } from '../sandbox/kingdee/support';
import { map, randomBill, randomFrom } from './saleouts';

/** What Kingdee makes of mapped bills; what it does with sent prices and amounts is not documented, so every way is tried. */
let site: Site;
let bills: Outstocks;
beforeAll(async () => {
  site = await Site.start();
  bills = new Outstocks(site);
});
beforeEach(() => bills.reset());
afterAll(() => site.sandbox.close());

const random = randomFrom(7);
const sources = Array.from({ length: 40 }, (_, index) => randomBill(random, 800001 + index));
const codeTables = {
  warehouseToStock: { 10000101: 'CK00001' },
  skuToMaterial: Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`S${at}`, `M0000${at + 1}`])),
};
const fenOf = (amount: number) => BigInt(Math.round(amount * 100));
const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);

describe.each(['keep-sent', 'recompute', 'events'])('amounts: %s', (amounts) => {
  it.each(['leave', 'send'])('bills add up to the fen with taxAmounts: %s', async (taxAmounts) => {
    site.set({ amounts });
    const { mapped } = map(
      sources.map(({ row }) => row),
      { taxAmounts },
      codeTables,
    );
    const documents = mapped.map(({ document }) => document);
    const saved = await bills.batchSave(documents, { IsVerifyBaseDataField: 'true' });
    expect(statusOf(saved)).toMatchObject({ IsSuccess: true });
    const rows: [string, number, number, number][] = await bills.query(
      'FBillNo,FBillAllAmount,FBillAmount,FBillTaxAmount',
    );
    expect(rows.map(([number, all]) => [number, fenOf(all)])).toEqual(
      sources.map(({ row, fen }) => [String(row.io_id), sum(fen)]),
    );
    expect(rows.filter(([, all, net, tax]) => fenOf(net) + fenOf(tax) !== fenOf(all))).toEqual([]);
  });
});
