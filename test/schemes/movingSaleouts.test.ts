import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { daysAgo } from './days';
import { runMoving } from './moving';

const scheme = 'qimenSaleoutsToKingdeeOutstocks';

interface Case {
  /** Setting of the connection. */
  readonly listBy: 'page' | 'row-version';
  /** Order of the platform's list, which is not published. */
  readonly windowOrder: 'modified' | 'modified-desc' | 'io-id';
  /** Days of the window, each a slice; several are read side by side. */
  readonly days: number;
}

/**
 * By shipping time a changed bill stays in its list, and moves where the order follows the time of the change. Newest
 * first, it moves bills that nobody touched; that order is for lists by row version.
 */
describe.each<Case>([
  { listBy: 'page', windowOrder: 'modified', days: 1 },
  { listBy: 'page', windowOrder: 'io-id', days: 1 },
  { listBy: 'row-version', windowOrder: 'modified', days: 1 },
  { listBy: 'row-version', windowOrder: 'modified-desc', days: 1 },
  { listBy: 'page', windowOrder: 'modified', days: 5 },
  { listBy: 'row-version', windowOrder: 'modified-desc', days: 5 },
])('sale-outs of $days days by $listBy in order of $windowOrder', ({ listBy, windowOrder, days }) => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ qimen: { listBy } });
    await world.startWorker();
  });
  afterAll(() => world.stop());

  async function prepare(): Promise<WireRow[]> {
    await world.control.reset({ sizes: { saleouts: 90, BD_Customer: 6 } });
    await world.withoutRates();
    await world.run({ parameters: { organization: '100' } }, 'jushuitanWarehousesToKingdeeStocks');
    const good = (await world.control.rows('qimen', 'saleouts')).filter(
      ({ status, items }) =>
        status === 'Confirmed' && (items as { qty: number }[]).every(({ qty }) => qty >= 0),
    );
    return good.slice(0, 50).map((row, index) => {
      const day = daysAgo(1 + (index % days)).slice(0, 10);
      const time = `${day} 10:${String(index).padStart(2, '0')}:00`;
      return { ...row, io_date: time, modified: time, ts: 5_001 + index };
    });
  }

  it('loses none when some are changed and others shipped while it pages', async () => {
    const rows = await prepare();
    const touched = new Set([2, 21, 26, 47]);
    const now = daysAgo(0);
    const changed = rows.map((row, index) =>
      touched.has(index) ? { ...row, modified: now, ts: 9_001 + index, remark: '改' } : row,
    );
    // Shipped after the window's end: no part of the run.
    const shipped = [1, 2, 3].map((io_id) => ({
      ...rows[0],
      io_id,
      ts: 9_900 + io_id,
      modified: now,
      io_date: daysAgo(-1),
    }));
    await world.control.put('qimen', 'saleouts', rows);
    await world.control.switches('qimen', { windowOrder });
    const report = await runMoving(world, {
      scheme,
      input: { from: daysAgo(days).slice(0, 10), pageSize: 5, concurrency: 3 },
      platform: 'qimen',
      operation: 'jushuitan.saleout.list.query',
      skip: 4,
      acts: [
        () => world.control.put('qimen', 'saleouts', [...shipped, ...rows]),
        () => world.control.put('qimen', 'saleouts', [...shipped, ...changed]),
      ],
    });
    const numbers = (await world.control.rows('kingdee', 'SAL_OUTSTOCK')).map(({ FBillNo }) =>
      String(FBillNo),
    );
    expect(numbers.sort()).toEqual(rows.map(({ io_id }) => String(io_id)).sort());
    expect(report).toMatchObject({ outcome: 'clean', counts: { created: 50, rejected: 0, inDoubt: 0 } });
  });
});
