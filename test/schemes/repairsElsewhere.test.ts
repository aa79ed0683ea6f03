import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findServerBinary } from '../../dev/server/serverBinary';
import { progressQuery, resumeSignal } from '../../src/workflows/definitions';
import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { openRepairs, repairOf, stateOf } from './repairs';
import { stockOf, warehouses } from './warehouses';

const run = promisify(execFile);

describe('repairs of a target that cannot be asked', () => {
  const scheme = 'kingdeeCustomersToGreatonceDistributors';
  let world: World;
  let worker: Awaited<ReturnType<World['startWorker']>>;
  beforeAll(async () => {
    world = await World.start();
    worker = await world.startWorker();
  });
  afterAll(() => world.stop());
  beforeEach(() => world.control.reset());

  /** Customers without contacts, so that each is one distributor. */
  const customers = (count: number, prefix: string): WireRow[] =>
    Array.from({ length: count }, (_, index) => ({
      FNumber: `${prefix}${index + 1}`,
      FName: `${prefix}客户${index + 1}`,
      FUseOrgId: { FNumber: '100' },
      FCreateOrgId: { FNumber: '100' },
      FDocumentStatus: 'C',
      FT_BD_CUSTCONTACT: [],
    }));
  const codes = async () =>
    (await world.control.rows('greatonce', 'distributors')).map(({ distributorCode }) => distributorCode);
  const inDoubtOf = async (prefix: string, kind: string) => {
    await world.control.put('kingdee', 'BD_Customer', customers(6, prefix));
    await world.control.fault({ platform: 'greatonce', kind, skip: 2, times: 1 });
    expect((await world.run({}, scheme)).counts).toMatchObject({ created: 5, inDoubt: 1 });
    await world.until(async () => (await openRepairs(world, scheme, ' AND Outcome="in-doubt"')).length === 1);
    return (await openRepairs(world, scheme))[0] as string;
  };

  it('what is in doubt waits for a person, whose retry sends it', async () => {
    const key = await inDoubtOf('A', 'timeout-before-commit');
    const state = await stateOf(world, scheme, key);
    expect(state).toMatchObject({ outcome: 'in-doubt', cause: 'in-doubt', attempts: 0 });
    expect(state.next).toBeUndefined();
    expect(await codes()).toHaveLength(5);
    await repairOf(world, scheme, key).signal('retry');
    expect(await repairOf(world, scheme, key).result()).toMatchObject({ how: 'retry' });
    expect(new Set(await codes()).size).toBe(6);
  });

  it('a retry that gets no answer either stays in doubt and is not sent again', async () => {
    const key = await inDoubtOf('B', 'timeout-before-commit');
    await world.control.fault({ platform: 'greatonce', kind: 'timeout-after-commit', times: 1 });
    await world.control.forgetRequests();
    await repairOf(world, scheme, key).signal('retry');
    await world.until(async () => /refused again/.test((await stateOf(world, scheme, key)).note ?? ''));
    expect(await stateOf(world, scheme, key)).toMatchObject({ outcome: 'in-doubt', attempts: 1 });
    expect(await world.control.requests('?platform=greatonce&write=true')).toHaveLength(1);
    await repairOf(world, scheme, key).signal('discard', { reason: 'it is there', who: '赵六' });
    expect(await repairOf(world, scheme, key).result()).toMatchObject({ outcome: 'discarded' });
  });

  it('a worker killed while its retry is under way sends nothing twice: the record is in doubt again', async () => {
    const key = await inDoubtOf('D', 'timeout-before-commit');
    await world.control.fault({ platform: 'greatonce', kind: 'timeout-after-commit', times: 1 });
    await world.control.forgetRequests();
    await repairOf(world, scheme, key).signal('retry');
    await world.until(async () => (await world.held()).length === 1);
    await world.killWorker(worker);
    worker = await world.startWorker();
    await world.until(async () => /refused again/.test((await stateOf(world, scheme, key)).note ?? ''));
    expect(await stateOf(world, scheme, key)).toMatchObject({ outcome: 'in-doubt', attempts: 1 });
    expect(await world.control.requests('?platform=greatonce&write=true')).toHaveLength(1);
    await repairOf(world, scheme, key).signal('discard', { reason: 'it is there' });
    await repairOf(world, scheme, key).result();
  });

  it('a later run over the whole list that does not refuse it has done it', async () => {
    const key = await inDoubtOf('C', 'timeout-after-commit');
    await repairOf(world, scheme, key).signal('check');
    await world.until(async () => /unknown/.test((await stateOf(world, scheme, key)).note ?? ''));
    expect((await world.run({}, scheme)).counts).toMatchObject({ unchanged: 6 });
    expect(await repairOf(world, scheme, key).result()).toMatchObject({ how: 'elsewhere', attempts: 0 });
  });
});

describe('repairs of a scheme that only audits', () => {
  const scheme = 'kingdeeOutstocksToAudited';

  it('a bill that a person has audited leaves the source, and its repair completes', async () => {
    const world = await World.start();
    try {
      await world.startWorker();
      await world.control.reset({ sizes: { BD_Customer: 3 } });
      const stock = { ...stockOf({ wms_co_id: 'CK1', name: '一号仓' }, '100'), FDocumentStatus: 'C' };
      await world.control.put('kingdee', 'BD_STOCK', [stock]);
      await world.control.put('kingdee', 'SAL_OUTSTOCK', [bill('XS1'), bill('XS2')]);
      await world.control.switches('kingdee', { auditRefusedNumbers: 'XS1' });
      expect((await world.run({}, scheme)).counts).toMatchObject({ audited: 1, rejected: 1 });
      await world.until(async () => (await openRepairs(world, scheme)).includes('XS1'));

      const held = await world.control.rows('kingdee', 'SAL_OUTSTOCK');
      const audited = held.map((row) => ({ ...row, FDocumentStatus: 'C' }));
      await world.control.put('kingdee', 'SAL_OUTSTOCK', audited);
      expect(await world.run({}, scheme)).toMatchObject({ read: 0 });
      expect(await repairOf(world, scheme, 'XS1').result()).toMatchObject({ how: 'elsewhere', attempts: 0 });
    } finally {
      await world.stop();
    }
  });

  const bill = (FBillNo: string): WireRow => ({
    FBillNo,
    FBillTypeID: { FNUMBER: 'XSCKD07_SYS' },
    FDate: '2026-11-01 00:00:00',
    FSaleOrgId: { FNumber: '100' },
    FStockOrgId: { FNumber: '100' },
    FCustomerID: { FNumber: '10001' },
    FDocumentStatus: 'B',
    FCreateDate: '2026-11-01T10:00:00',
    SubHeadEntity: { FSettleOrgID: { FNumber: '100' }, FSettleCurrID: { FNumber: 'PRE001' } },
    FEntity: [
      {
        FMaterialID: { FNumber: 'M00001' },
        FRealQty: 1,
        FTaxPrice: 11.3,
        FEntryTaxRate: 13,
        FStockID: { FNumber: 'CK1' },
      },
    ],
  });
});

describe('repairs and the temporal command', () => {
  const scheme = 'jushuitanWarehousesToKingdeeStocks';

  it('one batch signal retries them all', async () => {
    const world = await World.start({ scheme: { concurrency: 1 } });
    try {
      await world.startWorker();
      const rows = warehouses(20);
      await world.control.put('jushuitan', 'warehouses', rows);
      await world.control.put('kingdee', 'BD_STOCK', []);
      await world.control.switches('kingdee', { auditRefusedNumbers: '10000002,10000003,10000004' });
      await world.run();
      await world.until(async () => (await openRepairs(world, scheme)).length === 3);
      await world.control.switches('kingdee', { auditRefusedNumbers: '' });
      const binary = await findServerBinary({ env: process.env, notify: () => undefined });
      const address = process.env.JINQIAO_TEST_TEMPORAL ?? '';
      const query = `WorkflowType="repairRecord" AND Cause="closed-period" AND ExecutionStatus="Running"`;
      const batch = [
        'workflow',
        'signal',
        '--name',
        'retry',
        '--query',
        query,
        '--reason',
        'reopened',
        '--yes',
      ];
      await run(binary, [...batch, '--address', address, '--namespace', world.taskQueue]);
      for (const key of ['10000002', '10000003', '10000004'])
        expect(await repairOf(world, scheme, key).result()).toMatchObject({ how: 'retry' });
    } finally {
      await world.stop();
    }
  });
});

describe('a scheme without repairs', () => {
  const scheme = 'jushuitanWarehousesToKingdeeStocks';

  it('only reports what is refused, and still pauses at its own limit', async () => {
    const world = await World.start({ scheme: { concurrency: 1, repairs: false, pauseAt: { rejected: 3 } } });
    try {
      await world.startWorker();
      const rows = warehouses(30).map((row, index) => ({ ...row, name: index % 5 === 0 ? '' : row.name }));
      await world.control.put('jushuitan', 'warehouses', rows);
      await world.control.put('kingdee', 'BD_STOCK', []);
      const run = await world.startRun({ pageSize: 10 });
      await world.until(async () => (await run.query(progressQuery)).state === 'paused');
      const progress = await run.query(progressQuery);
      expect(progress).toMatchObject({ read: 20, counts: { rejected: 4 } });
      expect(progress.pausedBecause?.en).toContain('4 records were refused');
      await run.signal(resumeSignal);
      expect(await run.result()).toMatchObject({ outcome: 'attention', read: 30, counts: { rejected: 6 } });
      expect(await openRepairs(world, scheme)).toEqual([]);
    } finally {
      await world.stop();
    }
  });
});
