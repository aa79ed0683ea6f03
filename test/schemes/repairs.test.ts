import { progressQuery, resumeSignal } from '../../src/workflows/definitions';
import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { decoded, openRepairs, repairOf, stateOf } from './repairs';
import { stockOf, warehouses } from './warehouses';

const scheme = 'jushuitanWarehousesToKingdeeStocks';

describe('the repair of a record', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start({ scheme: { concurrency: 1 } });
    await world.startWorker();
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    await world.control.reset();
    await world.withoutRates();
    await world.control.put('kingdee', 'BD_STOCK', []);
  });

  const stocks = () => world.control.rows('kingdee', 'BD_STOCK');
  const stateIn = async (number: string) =>
    (await stocks()).find(({ FNumber }) => FNumber === number)?.FDocumentStatus;
  const writes = async () => (await world.control.requests('?write=true')).map(({ operation }) => operation);
  const offer = (rows: readonly WireRow[]) => world.control.put('jushuitan', 'warehouses', rows);
  /** Rows of which the one with this number, and of this test alone, has no name. */
  const withNameless = (count: number, first: number) =>
    warehouses(count).map((row, index) => ({
      ...row,
      wms_co_id: first + index,
      name: index === 7 ? '' : row.name,
    }));
  const named = (rows: readonly WireRow[]) => rows.map((row) => ({ ...row, name: row.name || '新名字' }));

  it.each([
    ['keep-good', 20_000_000],
    ['drop-all', 30_000_000],
  ])(
    '%s: 49 of 50 are done, one waits with its reason, and a retry makes 50',
    async (batchFailure, first) => {
      const rows = withNameless(50, first);
      const key = String(first + 7);
      await offer(rows);
      await world.control.switches('kingdee', { batchFailure });
      const report = await world.run();
      expect(report).toMatchObject({ outcome: 'attention', counts: { created: 49, rejected: 1 } });
      expect(report.rejected).toMatchObject([{ key, cause: 'mapping', field: 'FName' }]);
      await world.until(async () => (await openRepairs(world, scheme, ' AND Cause="mapping"')).includes(key));

      await world.control.forgetRequests();
      expect((await world.run()).counts).toMatchObject({ unchanged: 49, rejected: 1 });
      expect(await writes()).toEqual([]);
      expect(await openRepairs(world, scheme, ` AND RecordKey="${key}"`)).toEqual([key]);
      const { first: firstSeen, last, attempts } = await stateOf(world, scheme, key);
      expect(attempts).toBe(0);
      expect(firstSeen.runId).not.toBe(last.runId);

      await offer(named(rows));
      await repairOf(world, scheme, key).signal('retry');
      expect(await repairOf(world, scheme, key).result()).toMatchObject({
        outcome: 'repaired',
        how: 'retry',
        key,
        attempts: 1,
      });
      expect((await stocks()).filter(({ FDocumentStatus }) => FDocumentStatus === 'C')).toHaveLength(50);
      expect(await openRepairs(world, scheme)).toEqual([]);
    },
  );

  it('a retry that is refused again says so and waits', async () => {
    await offer(withNameless(10, 31_000_000));
    await world.run();
    const repair = repairOf(world, scheme, '31000007');
    await repair.signal('retry');
    await world.until(async () => (await stateOf(world, scheme, '31000007')).attempts === 1);
    await world.until(async () =>
      /refused again/.test((await stateOf(world, scheme, '31000007')).note ?? ''),
    );
    const { memo, searchAttributes } = await repair.describe();
    expect(searchAttributes).toMatchObject({ SchemeId: [scheme], Outcome: ['rejected'], Cause: ['mapping'] });
    expect(memo?.repair).toMatchObject({ key: '31000007', field: 'FName', attempts: 1 });
    await repair.signal('discard', { reason: 'end of test' });
    await repair.result();
  });

  it('completes by itself when a later run has done its record', async () => {
    const rows = withNameless(10, 32_000_000);
    await offer(rows);
    await world.run();
    await offer(named(rows));
    expect((await world.run()).counts).toMatchObject({ created: 1, unchanged: 9 });
    expect(await repairOf(world, scheme, '32000007').result()).toMatchObject({
      how: 'elsewhere',
      attempts: 0,
    });
  });

  it('completes when a person audits in Kingdee; a closed period has a schedule of its own', async () => {
    const rows = warehouses(10).map((row, index) => ({ ...row, wms_co_id: 33_000_000 + index }));
    await offer(rows);
    await world.control.switches('kingdee', {
      auditRefusedNumbers: '33000002,33000003',
      autoAuditFailure: 'keep-saved',
    });
    await world.run();
    const state = await stateOf(world, scheme, '33000002');
    expect(state).toMatchObject({
      cause: 'closed-period',
      advice: { zh: expect.stringContaining('关账') as string },
    });
    expect(Date.parse(state.next ?? '') - Date.parse(state.last.at)).toBeGreaterThan(3_600_000);
    const { events } = await repairOf(world, scheme, '33000002').fetchHistory();
    const timer = events?.find(({ timerStartedEventAttributes }) => timerStartedEventAttributes);
    expect(Number(timer?.timerStartedEventAttributes?.startToFireTimeout?.seconds)).toBeGreaterThan(3_600);
    await world.until(async () => (await openRepairs(world, scheme)).length === 2);

    const held = await stocks();
    await world.control.put(
      'kingdee',
      'BD_STOCK',
      held.map((stock) => (stock.FNumber === '33000002' ? { ...stock, FDocumentStatus: 'C' } : stock)),
    );
    await repairOf(world, scheme, '33000002').signal('check');
    expect(await repairOf(world, scheme, '33000002').result()).toMatchObject({
      how: 'elsewhere',
      attempts: 0,
    });

    await world.control.switches('kingdee', { auditRefusedNumbers: '' });
    await world.control.forgetRequests();
    await repairOf(world, scheme, '33000003').signal('retry');
    expect(await repairOf(world, scheme, '33000003').result()).toMatchObject({ how: 'retry' });
    expect(await stateIn('33000003')).toBe('C');
    expect(await writes()).not.toContain('BatchSave');
  });

  it('writes an edited document under the record’s own key only, by whom and why', async () => {
    await offer(withNameless(10, 34_000_000));
    await world.run();
    const repair = repairOf(world, scheme, '34000007');
    const note = async () => (await stateOf(world, scheme, '34000007')).note ?? '';
    const { FDocumentStatus: _state, ...document } = stockOf({ wms_co_id: 34_000_007, name: '手工改名' });
    await repair.signal('retryWith', { document });
    await world.until(async () => /who, why missing/.test(await note()));
    await repair.signal('retryWith', { document: { ...document, FNumber: '1' }, who: '张三', why: '测试' });
    await world.until(async () => /business key is "1"/.test(await note()));
    expect(await stateIn('34000007')).toBeUndefined();
    await repair.signal('retryWith', { document, who: '张三', why: '名称补录' });
    expect(await repair.result()).toMatchObject({ how: 'retryWith', who: '张三', why: '名称补录' });
    expect((await stocks()).find(({ FNumber }) => FNumber === '34000007')).toMatchObject({
      FName: '手工改名',
      FDocumentStatus: 'C',
    });
  });

  it('a discarded record is skipped by later runs, until it is refused for another cause', async () => {
    const rows = withNameless(10, 35_000_000);
    await offer(rows);
    await world.run();
    const repair = repairOf(world, scheme, '35000007');
    await repair.signal('discard', {});
    await world.until(async () =>
      /reason missing/.test((await stateOf(world, scheme, '35000007')).note ?? ''),
    );
    await repair.signal('discard', { reason: '测试仓', who: '李四' });
    expect(await repair.result()).toMatchObject({ outcome: 'discarded', why: '测试仓', who: '李四' });

    const next = await world.run();
    expect(next).toMatchObject({ outcome: 'clean', counts: { unchanged: 9, skipped: 1, rejected: 0 } });
    expect(next.rejected).toEqual([]);
    expect(await openRepairs(world, scheme)).toEqual([]);

    await offer(named(rows));
    await world.control.switches('kingdee', { auditRefusedNumbers: '35000007' });
    expect((await world.run()).counts).toMatchObject({ rejected: 1, skipped: 0 });
    expect(await stateOf(world, scheme, '35000007')).toMatchObject({ cause: 'closed-period' });
    await repairOf(world, scheme, '35000007').signal('discard', { reason: 'end of test' });
  });

  it('says when the source row is gone', async () => {
    const rows = withNameless(10, 36_000_000);
    await offer(rows);
    await world.run();
    await offer(rows.filter(({ wms_co_id }) => wms_co_id !== 36_000_007));
    await repairOf(world, scheme, '36000007').signal('retry');
    await world.until(async () => (await stateOf(world, scheme, '36000007')).cause === 'source-row-gone');
    await repairOf(world, scheme, '36000007').signal('discard', { reason: 'end of test' });
  });

  it('tries again by itself when its time has come', async () => {
    const rows = warehouses(10).map((row, index) => ({ ...row, wms_co_id: 40_000_000 + index }));
    await offer(rows);
    await world.control.switches('kingdee', { lockedNumbers: '40000003' });
    await world.run();
    await world.control.switches('kingdee', { lockedNumbers: '' });
    // What somebody had open heals first of all: after a minute.
    const healed = repairOf(world, scheme, '40000003');
    expect(await healed.result()).toMatchObject({ outcome: 'repaired', how: 'self' });
    expect(await stateIn('40000003')).toBe('C');
  });

  it('keeps references, keys and reasons, and no source row', async () => {
    const rows = withNameless(10, 41_000_000).map((row) => ({
      ...row,
      remark1: '备注甲',
      remark2: '备注乙',
    }));
    await offer(rows);
    await world.run();
    const repair = repairOf(world, scheme, '41000007');
    await repair.signal('retry');
    await world.until(async () => (await stateOf(world, scheme, '41000007')).attempts === 1);
    await repair.signal('discard', { reason: 'end of test' });
    await repair.result();
    const text = decoded(await repair.fetchHistory());
    expect(text).toContain('41000007');
    for (const word of ['分仓', '备注', 'is_main', 'app_key', 'secret']) expect(text).not.toContain(word);
  });

  it('a worker killed in a retry, after Kingdee committed, doubles nothing', async () => {
    const rows = withNameless(10, 37_000_000);
    await offer(rows);
    const killed = await World.start({ scheme: { concurrency: 1 } });
    try {
      await killed.control.put('jushuitan', 'warehouses', rows);
      await killed.control.put('kingdee', 'BD_STOCK', []);
      const worker = await killed.startWorker();
      await killed.run();
      await killed.control.put('jushuitan', 'warehouses', named(rows));
      await killed.control.fault({
        platform: 'kingdee',
        operation: 'BatchSave',
        kind: 'timeout-after-commit',
        times: 1,
      });
      await killed.control.forgetRequests();
      const repair = repairOf(killed, scheme, '37000007');
      await repair.signal('retry');
      await killed.until(async () => (await killed.held()).length === 1);
      await killed.killWorker(worker);
      await killed.startWorker();
      expect(await repair.result()).toMatchObject({ outcome: 'repaired' });
      const held = await killed.control.rows('kingdee', 'BD_STOCK');
      expect(held.filter(({ FNumber }) => FNumber === '37000007')).toHaveLength(1);
      expect(await killed.control.requests('?operation=BatchSave')).toHaveLength(1);
    } finally {
      await killed.stop();
    }
  });

  it('too many refusals pause the run with the reason; resume goes on and counts anew', async () => {
    const rows = warehouses(300).map((row, index) => ({
      ...row,
      wms_co_id: 38_000_000 + index,
      name: index < 200 ? '' : row.name,
    }));
    await offer(rows);
    const run = await world.startRun({ pageSize: 50 });
    await world.until(async () => (await run.query(progressQuery)).state === 'paused');
    const progress = await run.query(progressQuery);
    expect(progress).toMatchObject({ read: 50, counts: { rejected: 50 } });
    expect(progress.pausedBecause?.en).toContain('the last 50 records were all refused');
    expect((await run.describe()).searchAttributes).toMatchObject({ Outcome: ['paused'] });
    expect(await openRepairs(world, scheme)).toHaveLength(50);

    await run.signal(resumeSignal);
    await world.until(async () => (await run.query(progressQuery)).read === 100);
    await world.until(async () => (await run.query(progressQuery)).state === 'paused');
    await run.cancel();
    await run.result().catch(() => undefined);
  });

  it('a small run with many refusals is not paused', async () => {
    await offer(
      warehouses(3).map((row, index) => ({
        ...row,
        wms_co_id: 39_000_000 + index,
        name: index < 2 ? '' : row.name,
      })),
    );
    expect(await world.run()).toMatchObject({ outcome: 'attention', counts: { created: 1, rejected: 2 } });
  });
});
