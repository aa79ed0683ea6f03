import { jushuitanPlatform } from '../../../sandbox/jushuitan';
import type { WarehouseRow } from '../../../sandbox/jushuitan/warehouses';
import { qimenPlatform } from '../../../sandbox/qimen';
import type { SaleoutRow } from '../../../sandbox/qimen/row';
import { shanghaiMoment } from '../../../sandbox/shanghai';

interface Item {
  sku_id: string;
  qty: number;
  sale_price: string;
  sale_amount: string;
  is_gift: boolean;
  ioi_id: number;
}

async function seeded(seed: number, sizes = {}): Promise<SaleoutRow[]> {
  const platform = await qimenPlatform();
  platform.reset({ seed, sizes });
  return platform.collections.saleouts!.list() as SaleoutRow[];
}

const itemsOf = ({ items }: SaleoutRow) => items as unknown as Item[];
/** Hundredths, read from the digits: the test's own arithmetic is in whole numbers too. */
const fen = (text: unknown) => Number(String(text).replace(/^(-?\d+)\.(\d\d)$/, '$1$2'));

let rows: SaleoutRow[];
beforeAll(async () => {
  rows = await seeded(1, { saleouts: 2000 });
});
afterEach(() => jest.useRealTimers());

test('the same seed gives the same bills, another seed others', async () => {
  jest.useFakeTimers({ now: new Date('2026-03-01T00:00:00Z'), doNotFake: ['setImmediate', 'nextTick'] });
  expect(await seeded(1)).toEqual(await seeded(1));
  expect(await seeded(2)).not.toEqual(await seeded(1));
});

test('200 bills by default, each with a number of its own; any number on demand', async () => {
  expect(await seeded(1)).toHaveLength(200);
  expect(await seeded(1, { saleouts: 0 })).toEqual([]);
  for (const key of ['io_id', 'o_id', 'so_id', 'ts'])
    expect(new Set(rows.map((row) => row[key])).size).toBe(2000);
  const lines = rows.flatMap(itemsOf);
  expect(new Set(lines.map(({ ioi_id }) => ioi_id)).size).toBe(lines.length);
});

test('modified over the last 20 days, none ahead; shipped before modified', () => {
  const now = Date.now();
  const moments = rows.map(({ modified }) => shanghaiMoment(modified!)!.getTime());
  expect(Math.max(...moments)).toBeLessThanOrEqual(now);
  expect(Math.min(...moments)).toBeGreaterThan(now - 20 * 86_400_000 - 60_000);
  expect(new Set(moments).size).toBe(1900);
  for (const { created, pay_date, io_date, modified } of rows) {
    const order = [created, pay_date, io_date || modified, modified].map((text) => shanghaiMoment(text!)!);
    expect(order).toEqual(order.toSorted((a, b) => a.getTime() - b.getTime()));
  }
});

test('they ship from the warehouses of the Jushuitan simulator, for any seed and size', async () => {
  const jushuitan = await jushuitanPlatform();
  for (const warehouses of [1, 30, 200]) {
    jushuitan.reset({ seed: 5, sizes: { warehouses } });
    const known = (jushuitan.collections.warehouses!.list() as WarehouseRow[]).map((row) => row.wms_co_id);
    const used = (await seeded(5, { warehouses })).map(({ wms_co_id }) => wms_co_id);
    expect(used.filter((one) => !known.includes(one!))).toEqual([]);
  }
});

test('shops, skus and statuses are the known ones', () => {
  expect(new Set(rows.map(({ shop_id }) => shop_id))).toEqual(
    new Set([10001, 10002, 10003, 10004, 10005, 10006]),
  );
  const skus = [...new Set(rows.flatMap(itemsOf).map(({ sku_id }) => sku_id))].toSorted();
  expect([skus.length, skus[0], skus.at(-1)]).toEqual([50, 'M00001', 'M00050']);
  expect(new Set(rows.map(({ status }) => status)).size).toBe(6);
});

test('1 to 30 lines a bill, gifts for nothing, repeated skus, few refunds', () => {
  const counts = rows.map((row) => itemsOf(row).length);
  expect([Math.min(...counts), Math.max(...counts)]).toEqual([1, 30]);
  const lines = rows.flatMap(itemsOf);
  const gifts = lines.filter(({ is_gift }) => is_gift);
  expect(gifts.length).toBeGreaterThan(100);
  expect(new Set(gifts.map(({ sale_price }) => sale_price))).toEqual(new Set(['0.00']));
  const repeating = rows.filter(
    (row) => new Set(itemsOf(row).map(({ sku_id }) => sku_id)).size < itemsOf(row).length,
  );
  expect(repeating.length).toBeGreaterThan(100);
  const refunds = lines.filter(({ qty }) => qty < 0);
  expect(refunds.length).toBeGreaterThan(0);
  expect(refunds.length).toBeLessThan(40);
});

test('the money adds up to the cent: each line, and each bill with freight and coupon', () => {
  for (const row of rows) {
    const items = itemsOf(row);
    for (const { qty, sale_price, sale_amount } of items)
      expect(fen(sale_amount)).toBe(qty * fen(sale_price));
    const goods = items.reduce((sum, { sale_amount }) => sum + fen(sale_amount), 0);
    expect(fen(row.pay_amount)).toBe(goods + fen(row.freight) - fen(row.free_amount));
    expect(fen(row.pay_amount)).toBeGreaterThanOrEqual(0);
  }
});

test('remarks have emoji and full-width text; unset texts are null, empty or missing', () => {
  const remarks = rows.map(({ remark }) => remark);
  expect(remarks.some((one) => /\p{Emoji_Presentation}/u.test(String(one)))).toBe(true);
  expect(remarks.some((one) => String(one).includes('　'))).toBe(true);
  expect(new Set(remarks.filter((one) => !one))).toEqual(new Set([null, '', undefined]));
});
