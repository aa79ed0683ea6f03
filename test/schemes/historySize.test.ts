import { World } from '../support/world';
import { daysAgo } from './days';
import { warehouses } from './warehouses';

interface Size {
  readonly events: number;
  readonly bytes: number;
}

/** What a page adds to a run's history is decided by the design, not by the machine. */
describe('the history of a run', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ scheme: { concurrency: 1, batchSize: 100 } });
    await world.startWorker();
  });
  afterAll(() => world.stop());

  async function sizeOf(input: object, scheme?: string): Promise<Size> {
    const run = await world.startRun(input, scheme);
    await run.result();
    const { historySize } = await run.describe();
    const { events = [] } = await run.fetchHistory();
    // How often a run that goes on is shown in the run list is a matter of time.
    const counted = events?.filter((event) => !event.upsertWorkflowSearchAttributesEventAttributes) ?? [];
    return { events: counted.length, bytes: historySize ?? 0 };
  }

  async function ofWarehouses(count: number, filler: string): Promise<Size> {
    await world.control.put('kingdee', 'BD_STOCK', []);
    const rows = warehouses(count).map((row) => ({ ...row, remark1: filler }));
    await world.control.put('jushuitan', 'warehouses', rows);
    return sizeOf({ pageSize: 100 });
  }

  /** What a thousand further rows add. */
  const growth = (few: Size, many: Size, thousands: number): Size => ({
    events: (many.events - few.events) / thousands,
    bytes: (many.bytes - few.bytes) / thousands,
  });

  it('grows by 60 events and little text for a thousand rows that a save audits, however long they are', async () => {
    const short = growth(await ofWarehouses(200, ''), await ofWarehouses(700, ''), 0.5);
    const long = growth(
      await ofWarehouses(200, '长'.repeat(900)),
      await ofWarehouses(700, '长'.repeat(900)),
      0.5,
    );
    expect([short.events, long.events]).toEqual([60, 60]);
    expect(Math.max(short.bytes, long.bytes)).toBeLessThan(40_000);
    expect(Math.abs(long.bytes / short.bytes - 1)).toBeLessThan(0.1);
  });

  it('stays as short for bills, whose schemes have many parameters', async () => {
    const scheme = 'qimenSaleoutsToKingdeeOutstocks';
    const [template] = await world.control.rows('qimen', 'saleouts');
    const bills = (count: number) =>
      Array.from({ length: count }, (_, at) => ({
        ...template,
        io_id: 800_001 + at,
        ts: 9_001 + at,
        status: 'Confirmed',
        io_date: daysAgo(2),
        modified: daysAgo(2),
      }));
    const run = async (count: number) => {
      await world.control.put('qimen', 'saleouts', bills(count));
      await world.control.put('kingdee', 'SAL_OUTSTOCK', []);
      return sizeOf({ from: daysAgo(2.2), to: daysAgo(1.8), pageSize: 50 }, scheme);
    };
    await world.control.reset({ sizes: { saleouts: 1, BD_Customer: 6 } });
    await world.withoutRates();
    await world.run({ parameters: { organization: '100' } }, 'jushuitanWarehousesToKingdeeStocks');
    const { bytes } = growth(await run(50), await run(300), 0.25);
    // Jushuitan gives fifty rows a page: twice the pages.
    expect(bytes / 2).toBeLessThan(40_000);
  });
});
