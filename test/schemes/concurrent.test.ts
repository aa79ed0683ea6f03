import type { WireRow } from '../support/control';
import { World } from '../support/world';
import { seenFields, stockOf, warehouses } from './warehouses';

describe('runs over the same keys at the same time', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.start({ scheme: { concurrency: 2 } });
    await world.startWorker();
    await world.startWorker();
  });
  afterEach(() => world.stop());

  const numbersOf = (rows: readonly WireRow[]) => rows.map(({ FNumber }) => String(FNumber)).sort();

  it('write every document once: two full reads of the same list', async () => {
    const rows = warehouses(90);
    await world.control.put('jushuitan', 'warehouses', rows);
    await world.control.put('kingdee', 'BD_STOCK', []);
    // Both look up before either has saved.
    await world.control.fault({
      platform: 'kingdee',
      operation: 'BatchSave',
      kind: 'latency',
      milliseconds: 300,
    });
    const runs = await Promise.all([world.startRun({ pageSize: 30 }), world.startRun({ pageSize: 30 })]);
    const reports = await Promise.all(runs.map((run) => run.result()));
    expect(reports.map(({ outcome, read }) => [outcome, read])).toEqual([
      ['clean', 90],
      ['clean', 90],
    ]);
    expect(seenFields(await world.control.rows('kingdee', 'BD_STOCK'))).toEqual(
      rows.map((row) => stockOf(row)),
    );
    const [one, other] = reports.map(({ counts }) => counts);
    expect(one!.created + other!.created).toBeGreaterThanOrEqual(90);
    expect(
      one!.created + other!.created + one!.unchanged + other!.unchanged + one!.audited + other!.audited,
    ).toBe(180);
  });

  it('write every document once: a backfill beside the run of the day', async () => {
    const shops = Array.from({ length: 60 }, (_, at) => ({
      id: 900_000_000_000 + at,
      nick: `店铺${at}`,
      code: String(10_001 + at),
      name: `店铺${at}`,
      create_date: '2026-01-01 00:00:00',
      modify_date: '2026-01-05 10:00:00',
      note: '',
      type_name: '天猫',
    }));
    await world.control.put('guanyi', 'shops', shops);
    await world.control.put('kingdee', 'BD_Customer', []);
    await world.control.fault({
      platform: 'kingdee',
      operation: 'BatchSave',
      kind: 'latency',
      milliseconds: 300,
    });
    const scheme = 'guanyiShopsToKingdeeCustomers';
    const runs = await Promise.all([
      world.startRun({}, scheme),
      world.startRun({ from: '2026-01-01', to: '2026-01-31' }, scheme),
    ]);
    const reports = await Promise.all(runs.map((run) => run.result()));
    expect(reports.map(({ outcome, read }) => [outcome, read])).toEqual([
      ['clean', 60],
      ['clean', 60],
    ]);
    const held = await world.control.rows('kingdee', 'BD_Customer');
    expect(numbersOf(held)).toEqual(shops.map(({ code }) => code));
    expect(held.map(({ FDocumentStatus }) => FDocumentStatus)).toEqual(held.map(() => 'C'));
  });
});
