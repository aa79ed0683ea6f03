import type { ReconcileResult } from '../../../src/commands/reconcile';
import type { WireRow } from '../../support/control';
import { World } from '../../support/world';
import { warehouses } from '../warehouses';
import { command, daysAgo, keysOf, nothing, plant, reconciled, withoutIds } from './support';

const bills = 'qimenSaleoutsToKingdeeOutstocks';
const stocks = 'jushuitanWarehousesToKingdeeStocks';
const audits = 'kingdeeOutstocksToAudited';
const distributors = 'kingdeeCustomersToGreatonceDistributors';

let world: World;
beforeAll(async () => {
  world = await World.start();
  await world.startWorker();
});
afterAll(() => world.stop());

describe('master data', () => {
  const rows = warehouses(130);

  it('finds one deleted, one doubled, one altered, and judges nothing as extra', async () => {
    await world.control.reset();
    await world.withoutRates();
    await world.control.put('jushuitan', 'warehouses', rows);
    await world.run({}, stocks);
    expect(await reconciled(world, stocks)).toMatchObject({
      code: 0,
      report: { outcome: 'clean', slices: 1 },
    });

    const held = await world.control.rows('kingdee', 'BD_STOCK');
    const [deleted, doubled, altered, ...others] = held as [WireRow, WireRow, WireRow, ...WireRow[]];
    const elsewhere = { ...withoutIds(others[0]!), FUseOrgId: { FNumber: '102' } };
    const twice = [doubled, withoutIds(doubled)];
    await plant(world, 'BD_STOCK', [...others, ...twice, { ...altered, FName: '改名' }, elsewhere]);
    const { code, report } = await reconciled(world, stocks);
    expect({ code, ...keysOf(report) }).toEqual({
      ...nothing,
      code: 4,
      missing: [deleted.FNumber],
      doubled: [doubled.FNumber],
      different: [altered.FNumber],
    });
    expect(report.found.different[0]?.fields).toEqual(['FName']);
    expect(report).toMatchObject({ judged: { extra: false, doubled: true }, counts: { same: 127 } });
  });
});

describe('a worker killed with SIGKILL', () => {
  it('costs the slice that it was comparing, and no other', async () => {
    const own = await World.start();
    try {
      await own.control.reset({ sizes: { saleouts: 300 } });
      await own.withoutRates();
      const operation = 'jushuitan.saleout.list.query';
      await own.control.fault({
        platform: 'qimen',
        operation,
        kind: 'timeout-before-commit',
        skip: 2,
        times: 1,
      });
      const worker = await own.startWorker();
      const args = ['reconcile', bills, '--json', '--from', daysAgo(6), '--to', daysAgo(2)];
      const running = command(own, ...args);
      await own.until(async () => (await own.held()).length === 1);
      await own.killWorker(worker);
      await own.startWorker();
      const { code, stdout } = await running;
      const { report } = JSON.parse(stdout) as ReconcileResult;
      const { missing, refused } = report.counts;
      expect({ code, slices: report.slices, found: missing + refused }).toEqual({
        code: 4,
        slices: 5,
        found: report.source.records,
      });
      const asked = (await own.control.requests(`?operation=${operation}`)).map(
        ({ summary }) => summary.start_time,
      );
      expect(asked.map((time) => String(time).slice(0, 10))).toEqual([6, 5, 4, 4, 3, 2].map(daysAgo));
    } finally {
      await own.stop();
    }
  });
});

describe('schemes that differ', () => {
  it('takes every bill that the audit scheme still finds for unfinished', async () => {
    await world.control.reset({ sizes: { BD_Customer: 1 } });
    expect(await reconciled(world, audits)).toMatchObject({ code: 0, report: { source: { records: 0 } } });
    const customer = (await world.control.rows('kingdee', 'BD_Customer'))[0]!;
    await world.control.put(
      'kingdee',
      'SAL_OUTSTOCK',
      ['A', 'B'].map((state, at) => ({
        FBillNo: `B2C${at}`,
        FBillTypeID: { FNUMBER: 'XSCKD07_SYS' },
        FDate: `${daysAgo(3)} 00:00:00`,
        FDocumentStatus: state,
        FSaleOrgId: { FNumber: '100' },
        FStockOrgId: { FNumber: '100' },
        FCustomerID: { FNumber: customer.FNumber },
      })),
    );
    const { code, report } = await reconciled(world, audits);
    expect({ code, ...keysOf(report) }).toEqual({ ...nothing, code: 4, unfinished: ['B2C0', 'B2C1'] });
    expect(report.judged).toEqual({ extra: false, doubled: false });
  });

  it.each([
    [
      'a target without look-up',
      [distributors],
      /cannot be reconciled: its target greatonce has no look-up; set .*lookUpMethod$/,
    ],
    [
      'days where there is no window',
      [stocks, '--from', '2026-01-01'],
      /has no window: leave --from and --to out$/,
    ],
    ['a time of day', [bills, '--from', '2026-01-01 10:00:00'], /whole day of Asia\/Shanghai/],
    ['a day of no calendar', [bills, '--from', '2026-02-30'], /whole day of Asia\/Shanghai/],
    [
      'days the wrong way round',
      [bills, '--from', '2026-02-02', '--to', '2026-02-01'],
      /is after 2026-02-01$/,
    ],
  ])('refuses %s in one line, before anything is started', async (_, args, line) => {
    const { code, stdout, stderr } = await command(world, 'reconcile', ...args);
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({
      code: 2,
      stdout: '',
      lines: 1,
    });
    expect(stderr.trim()).toMatch(line);
  });

  it('says the same to whoever starts it in the Temporal UI', async () => {
    const start = (input: object) =>
      world.client.workflow.execute('reconcileScheme', {
        taskQueue: world.taskQueue,
        workflowId: `${world.taskQueue}/reconcile/${Math.random()}`,
        args: [input],
      });
    const reason = (expected: RegExp) => ({
      cause: { type: 'Misconfigured', message: expect.stringMatching(expected) as string },
    });
    await expect(start({ scheme: 'nope' })).rejects.toMatchObject(
      reason(/there is no scheme nope; there are/),
    );
    await expect(start({ scheme: distributors })).rejects.toMatchObject(reason(/cannot be reconciled/));
  });
});
