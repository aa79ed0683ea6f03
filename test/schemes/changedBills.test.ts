import { changedTable } from '../../src/commands/runs/report';
import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { daysAgo, gatherSaleouts } from './days';

const scheme = 'qimenSaleoutsToKingdeeOutstocks';

describe('audited bills that differ from their sale-outs', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
    await world.startWorker();
  });
  afterAll(() => world.stop());

  const run = (parameters: Record<string, string> = {}) =>
    world.run({ from: daysAgo(3), parameters }, scheme);
  const bills = () => world.control.rows('kingdee', 'SAL_OUTSTOCK');

  /** A sandbox with about a hundred bills to come, and in Kingdee the stocks and customers that they name. */
  async function prepare(amounts: string): Promise<void> {
    await world.fresh({ sizes: { saleouts: 130, BD_Customer: 6 } });
    await gatherSaleouts(world, 2);
    await world.control.switches('kingdee', { amounts });
    await world.run({ parameters: { organization: '100' } }, 'jushuitanWarehousesToKingdeeStocks');
  }

  /** Changes one bill in Kingdee as a person does, and gives its number. */
  async function alter(
    of: (bill: WireRow) => boolean,
    change: (bill: WireRow, lines: WireRow[]) => WireRow,
  ): Promise<string> {
    const held = await bills();
    const bill = held.find(of) as WireRow;
    const changed = change(bill, bill.FEntity as WireRow[]);
    await world.control.put(
      'kingdee',
      'SAL_OUTSTOCK',
      held.map((one) => (one === bill ? changed : one)),
    );
    return String(bill.FBillNo);
  }

  const linesOf = (bill: WireRow) => (bill.FEntity as WireRow[]).length;

  it.each([
    ['keep-sent', {}],
    ['keep-sent', { taxAmounts: 'send', priceDigits: '10' }],
    ['recompute', {}],
    ['recompute', { priceDigits: '10' }],
    ['events', { taxAmounts: 'send', priceDigits: '10' }],
    ['events', { priceDigits: '2' }],
  ])('an untouched set has none (amounts: %s, parameters: %j)', async (amounts, parameters) => {
    await prepare(amounts);
    const { counts } = await run(parameters);
    expect(counts.created).toBeGreaterThan(90);
    const again = await run(parameters);
    expect(again).toMatchObject({ changed: 0, changedRecords: [], counts: { unchanged: counts.created } });
  });

  it('tells of a changed amount, a removed line, another day and gifts, and writes nothing', async () => {
    await prepare('keep-sent');
    const { counts } = await run();
    const amount = await alter(
      (bill) => linesOf(bill) > 2,
      (bill, [first, second, ...others]) => {
        const FAllAmount = Number(second?.FAllAmount) + 0.01;
        return { ...bill, FEntity: [first, { ...second, FAllAmount }, ...others] };
      },
    );
    const one = await run();
    expect(one).toMatchObject({ outcome: 'clean', changed: 1, counts: { unchanged: counts.created } });
    expect(one.changedRecords).toEqual([
      {
        key: amount,
        page: expect.any(Number),
        slice: expect.any(String),
        fields: ['FEntity[1].FAllAmount'],
      },
    ]);
    const removed = await alter(
      (bill) => linesOf(bill) > 1 && bill.FBillNo !== amount,
      (bill, lines) => ({ ...bill, FEntity: lines.slice(1) }),
    );
    const moved = await alter(
      ({ FBillNo }) => FBillNo !== amount && FBillNo !== removed,
      (bill, lines) => ({
        ...bill,
        FDate: '2020-01-31',
        FEntity: lines.map((line) => ({ ...line, FIsFree: !line.FIsFree })),
      }),
    );
    const before = await bills();
    await world.control.forgetRequests();
    const handle = await world.startRun({ from: daysAgo(3) }, scheme);
    const report = await handle.result();
    expect(report).toMatchObject({ outcome: 'clean', changed: 3, counts: { unchanged: counts.created } });
    const fields = Object.fromEntries(report.changedRecords?.map(({ key, fields }) => [key, fields]) ?? []);
    expect(fields).toEqual({
      [amount]: ['FEntity[1].FAllAmount'],
      [removed]: ['FEntity.length'],
      [moved]: expect.arrayContaining(['FDate', 'FEntity[0].FIsFree']),
    });
    expect(await world.control.requests('?write=true')).toEqual([]);
    expect(await bills()).toEqual(before);
    const shown = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
    for (const text of [changedTable(report), shown.currentDetails]) {
      expect(text).toContain('(3)');
      expect(text).toMatch(new RegExp(`${amount}\\W.*FEntity\\[1\\]\\.FAllAmount`));
    }
  });
});
