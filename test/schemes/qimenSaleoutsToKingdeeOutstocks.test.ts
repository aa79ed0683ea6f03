import { Decimal } from 'decimal.js';
import type { WireRow } from '../support/control';
import { World } from '../support/world';
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

/** Asia/Shanghai wall-clock text of a moment some days ago. */
const daysAgo = (days: number) =>
  new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 19).replace('T', ' ');

describe(scheme, () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
    await world.startWorker();
  });
  afterAll(() => world.stop());

  /** A sandbox with sale-outs, and in Kingdee the stocks and customers that they name. */
  async function prepare(saleouts: number): Promise<Saleout[]> {
    await world.control.reset({ sizes: { saleouts, BD_Customer: 6 } });
    await world.withoutRates();
    await world.run({ parameters: { organization: '100' } }, 'jushuitanWarehousesToKingdeeStocks');
    const rows = (await world.control.rows('qimen', 'saleouts')) as Saleout[];
    return rows.filter(({ status, io_date }) => status === 'Confirmed' && io_date);
  }

  const bills = () => world.control.rows('kingdee', 'SAL_OUTSTOCK');
  const numbers = async () => (await bills()).map(({ FBillNo }) => String(FBillNo)).sort();
  const run = (input = {}) => world.run({ from: daysAgo(22), ...input }, scheme);
  const takes = (saleout: Saleout) => saleout.items.every(({ qty }) => qty >= 0);

  it('writes bills that add up to the cent, by customer and by material, and each once', async () => {
    const shipped = await prepare(5_000);
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
  });

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
