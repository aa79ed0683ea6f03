import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { bills } from './bills';
import { runMoving } from './moving';
import { byKey, testTarget } from './target';

const scheme = 'kingdeeOutstocksToAudited';

describe(scheme, () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
    await world.startWorker();
  });
  afterAll(() => world.stop());

  testTarget(scheme, () => world);

  beforeEach(async () => {
    await world.fresh({ sizes: { BD_Customer: 3 } });
    await world.control.put('kingdee', 'BD_STOCK', [
      {
        FNumber: 'CK1',
        FName: '一号仓',
        FUseOrgId: { FNumber: '100' },
        FCreateOrgId: { FNumber: '100' },
        FDocumentStatus: 'C',
      },
    ]);
  });

  const states = async () =>
    Object.fromEntries(
      (await world.control.rows('kingdee', 'SAL_OUTSTOCK')).map((bill) => [
        bill.FBillNo,
        bill.FDocumentStatus,
      ]),
    );

  it('audits every bill of its type once, although the filter loses what is audited', async () => {
    const own = bills(230, ['A', 'B', 'D']);
    const others = bills(5, ['A'], 'XSCKD01_SYS');
    await world.control.put('kingdee', 'SAL_OUTSTOCK', [...own, ...others]);
    expect(await world.run({}, scheme)).toMatchObject({
      outcome: 'clean',
      read: 230,
      counts: { audited: 230 },
    });
    const after = await states();
    expect(own.map((bill) => after[String(bill.FBillNo)])).toEqual(own.map(() => 'C'));
    expect(others.map((bill) => after[String(bill.FBillNo)])).toEqual(others.map(() => 'A'));
    await world.control.forgetRequests();
    expect(await world.run({}, scheme)).toMatchObject({ outcome: 'clean', read: 0 });
    expect(await world.control.requests('?write=true')).toEqual([]);
  });

  it('keeps seeing a bill whose audit failed until it is audited', async () => {
    const own = bills(60, ['B']);
    const locked = String(own[30]!.FBillNo);
    await world.control.put('kingdee', 'SAL_OUTSTOCK', own);
    await world.control.switches('kingdee', { auditRefusedNumbers: locked });
    const report = await world.run({}, scheme);
    expect(report).toMatchObject({
      outcome: 'attention',
      counts: { audited: 59, rejected: 1 },
      rejected: [{ key: locked }],
    });
    await world.control.switches('kingdee', { auditRefusedNumbers: '' });
    expect(await world.run({}, scheme)).toMatchObject({ outcome: 'clean', read: 1, counts: { audited: 1 } });
  });

  it('refuses exactly the 3 % whose audit Kingdee refuses', async () => {
    const own = bills(120, ['A', 'B', 'D']);
    const numberAt = (index: number) => String(own[index]!.FBillNo);
    await world.control.put('kingdee', 'SAL_OUTSTOCK', own);
    await world.control.switches('kingdee', {
      auditRefusedNumbers: `${numberAt(7)},${numberAt(61)}`,
      workflowNumbers: numberAt(80),
      lockedNumbers: numberAt(119),
    });
    const report = await world.run({}, scheme);
    expect(report).toMatchObject({ outcome: 'attention', read: 120, counts: { audited: 116, rejected: 4 } });
    expect(byKey('key', report.rejected)).toMatchObject([
      { key: numberAt(7), cause: 'closed-period' },
      { key: numberAt(61), cause: 'closed-period' },
      { key: numberAt(80), cause: 'validation-failed' },
      { key: numberAt(119), cause: 'edit-lock' },
    ]);
    const after = Object.entries(await states());
    expect(after.filter(([, state]) => state !== 'C').map(([number]) => number)).toEqual(
      [7, 61, 80, 119].map(numberAt),
    );
  });

  it('loses no bill when others are added and audited by hand while it pages', async () => {
    const own: WireRow[] = bills(60, ['A', 'B']).map((bill, index) => ({ ...bill, FID: 500_001 + index }));
    const before = { ...own[0], FID: 400_000, FBillNo: 'XSCKD00-BEFORE' };
    const after = { ...own[0], FID: 600_000, FBillNo: 'XSCKD00-AFTER' };
    const held = () => world.control.rows('kingdee', 'SAL_OUTSTOCK');
    await world.control.put('kingdee', 'SAL_OUTSTOCK', own);
    await runMoving(world, {
      scheme,
      input: { pageSize: 10 },
      platform: 'kingdee',
      operation: 'ExecuteBillQuery',
      skip: 5,
      acts: [
        async () => world.control.put('kingdee', 'SAL_OUTSTOCK', [before, ...(await held()), after]),
        async () => {
          const audited = (await held()).map((bill) =>
            [35, 55].includes(Number(bill.FID) - 500_001) ? { ...bill, FDocumentStatus: 'C' } : bill,
          );
          return world.control.put('kingdee', 'SAL_OUTSTOCK', audited);
        },
      ],
    });
    const now = await states();
    expect(own.filter(({ FBillNo }) => now[String(FBillNo)] !== 'C')).toEqual([]);
    await world.run({}, scheme);
    expect(Object.values(await states()).filter((state) => state !== 'C')).toEqual([]);
  });

  it('leaves saved bills to a person where it is set not to submit', async () => {
    await world.control.put('kingdee', 'SAL_OUTSTOCK', bills(4, ['A', 'B']));
    const report = await world.run({ parameters: { submit: 'false' } }, scheme);
    expect(report.counts).toMatchObject({ audited: 2, rejected: 2 });
    expect(report.rejected.map(({ cause }) => cause)).toEqual(['not-submitted', 'not-submitted']);
    expect(await world.control.requests('?operation=Submit')).toEqual([]);
  });
});
