import { Decimal } from 'decimal.js';
import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { daysAgo, gatherSaleouts } from './days';
import { byKey, testTarget } from './target';
import { repairOf } from './repairs';

const scheme = 'qimenSaleoutsToKingdeeOutstocks';

interface SaleLine {
  sku_id: string;
  qty: number;
  sale_amount: string;
}
interface Saleout extends WireRow {
  io_id: number;
  shop_id: number;
  status: string;
  io_date: string | null;
  items: SaleLine[];
}

/** Sums by a name, as text with two decimals. */
function totals(entries: readonly (readonly [string, Decimal.Value])[]): Record<string, string> {
  const sums = new Map<string, Decimal>();
  for (const [name, value] of entries) sums.set(name, (sums.get(name) ?? new Decimal(0)).plus(value));
  return Object.fromEntries([...sums].map(([name, sum]) => [name, sum.toFixed(2)]));
}

/** Shops by their own number, as the others are in Kingdee, and one that has another there. */
const shopToCustomer = Object.fromEntries([
  ...Array.from({ length: 6 }, (_, index) => [10_001 + index, String(10_001 + index)]),
  [10_000_201, 'CUST0001'],
]);

describe(scheme, () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ schemes: { [scheme]: { codeTables: { shopToCustomer }, lagSeconds: 0 } } });
    await world.startWorker();
  });
  afterAll(() => world.stop());

  testTarget(scheme, () => world);

  /** A sandbox with sale-outs, and in Kingdee the stocks and customers that they name. */
  async function prepare(saleouts: number): Promise<Saleout[]> {
    await world.fresh({ sizes: { saleouts, BD_Customer: 6 } });
    await world.run({ parameters: { organization: '100' } }, 'jushuitanWarehousesToKingdeeStocks');
    const rows = (await gatherSaleouts(world, 2)) as Saleout[];
    return rows.filter(({ status, io_date }) => status === 'Confirmed' && io_date);
  }

  const bills = () => world.control.rows('kingdee', 'SAL_OUTSTOCK');
  const numbers = async () => (await bills()).map(({ FBillNo }) => String(FBillNo)).sort();
  const run = (input = {}) => world.run({ from: daysAgo(3), ...input }, scheme);
  const takes = (saleout: Saleout) => saleout.items.every(({ qty }) => qty >= 0);

  it('writes bills that add up to the cent, by customer and by material, and each once', async () => {
    const shipped = await prepare(1_500);
    const good = shipped.filter(takes);
    const report = await run();
    expect(report).toMatchObject({ read: shipped.length, counts: { created: good.length, inDoubt: 0 } });
    expect(report.counts.rejected).toBe(shipped.length - good.length);
    const held = await bills();
    expect(held.map(({ FDocumentStatus }) => FDocumentStatus)).toEqual(held.map(() => 'C'));
    expect(await numbers()).toEqual(good.map(({ io_id }) => String(io_id)).sort());

    const lines = held.flatMap((bill) => (bill.FEntity as WireRow[]).map((line) => ({ bill, line })));
    const number = (reference: unknown) => Object.values(reference as Record<string, string>)[0] as string;
    expect(
      totals(lines.map(({ bill, line }) => [number(bill.FCustomerID), line.FAllAmount as number])),
    ).toEqual(
      totals(
        good.flatMap(({ shop_id, items }) =>
          items.map(({ sale_amount }) => [String(shop_id), sale_amount] as const),
        ),
      ),
    );
    expect(totals(lines.map(({ line }) => [number(line.FMaterialID), line.FAllAmount as number]))).toEqual(
      totals(
        good.flatMap(({ items }) => items.map(({ sku_id, sale_amount }) => [sku_id, sale_amount] as const)),
      ),
    );

    await world.control.forgetRequests();
    expect((await run()).counts).toMatchObject({ created: 0, unchanged: good.length });
    expect(await world.control.requests('?write=true')).toEqual([]);
  }, 300_000);

  it('reads the order-like row alike', async () => {
    const shipped = await prepare(60);
    await world.control.switches('qimen', { rowShape: 'order-like' });
    expect((await run()).counts.created).toBe(shipped.filter(takes).length);
  });

  it('loses no bill when others are changed while it pages by modification time', async () => {
    const shipped = await prepare(300);
    await world.control.switches('qimen', { touch: 12 });
    await run({ parameters: { dateType: '0' }, pageSize: 5 });
    const after = (await world.control.rows('qimen', 'saleouts')) as Saleout[];
    const now = new Map(after.map(({ io_id, modified }) => [io_id, modified]));
    // What was changed after the window's end is the next run's; all others are there.
    const still = shipped.filter(({ io_id, modified }) => now.get(io_id) === modified).filter(takes);
    expect(still.length).toBeLessThan(shipped.filter(takes).length);
    expect(await numbers()).toEqual(expect.arrayContaining(still.map(({ io_id }) => String(io_id))));
    await run({ parameters: { dateType: '0' }, pageSize: 5 });
    expect(await numbers()).toEqual(
      shipped
        .filter(takes)
        .map(({ io_id }) => String(io_id))
        .sort(),
    );
  });

  it('refuses exactly the 3 % that are bad', async () => {
    const shipped = (await prepare(200)).filter(takes).slice(0, 120);
    const [item] = shipped[0]!.items;
    const bad: Record<number, [change: WireRow, cause: string, field: string | undefined]> = {
      6: [{ shop_id: 99_999 }, 'unknown-code', 'FCustomerID'],
      40: [{ items: [item, { ...item, sku_id: 'S-UNKNOWN' }] }, 'missing-base-data', 'FMaterialID'],
      77: [{ items: [{ ...item, qty: '两件' }] }, 'source-row', undefined],
      118: [{ items: [{ ...item, sale_amount: '-0.01' }] }, 'mapping', 'FEntity.FTaxPrice'],
    };
    const rows = shipped.map((row, index) => ({ ...row, ...bad[index]?.[0] }));
    await world.control.put('qimen', 'saleouts', rows);
    const report = await run();
    expect(report).toMatchObject({ outcome: 'attention', read: 120, counts: { created: 116, rejected: 4 } });
    expect(byKey('key', report.rejected).map(({ key, cause, field }) => [key, cause, field])).toEqual(
      byKey(
        '0',
        Object.entries(bad).map(([index, [, ...why]]) => [String(rows[Number(index)]!.io_id), ...why]),
      ),
    );
    expect(await numbers()).toEqual(
      rows
        .filter((_, index) => !(index in bad))
        .map(({ io_id }) => String(io_id))
        .sort(),
    );
  });

  it('refuses a bill whose stock or customer Kingdee does not have, and brings it once it is there', async () => {
    const shipped = (await prepare(40)).filter(takes);
    const customers = await world.control.rows('kingdee', 'BD_Customer');
    await world.control.put(
      'kingdee',
      'BD_Customer',
      customers.filter(({ FNumber }) => FNumber !== '10001'),
    );
    const missing = shipped.filter(({ shop_id }) => shop_id === 10001);
    expect((await run()).counts.created).toBe(shipped.length - missing.length);
    await world.control.put('kingdee', 'BD_Customer', customers);
    const [one, other] = missing.map(({ io_id }) => repairOf(world, scheme, String(io_id)));
    await one?.signal('retry');
    expect(await one?.result()).toMatchObject({ how: 'retry' });
    expect((await run()).counts).toMatchObject({
      created: missing.length - 1,
      unchanged: shipped.length - missing.length + 1,
    });
    expect(await other?.result()).toMatchObject({ how: 'elsewhere' });
  });
});
