import recorded from '../fixtures/platforms/jushuitan-wms-partner-query.old-gateway.live.json';
import { World } from '../support/world';
import { freshWith, seenFields, stockOf, warehouses } from './warehouses';
import { runMoving } from './moving';
import { byKey, testTarget } from './target';

const scheme = 'jushuitanWarehousesToKingdeeStocks';

describe(scheme, () => {
  let world: World;
  beforeAll(async () => {
    world = await World.start();
    await world.startWorker();
  });
  afterAll(() => world.stop());

  testTarget(scheme, () => world);

  const stocks = async () => seenFields(await world.control.rows('kingdee', 'BD_STOCK'));

  it('brings 230 warehouses into Kingdee, audited, whatever the paging counts say', async () => {
    const rows = warehouses(230);
    await freshWith(world, rows);
    await world.control.switches('jushuitan', { counts: 'zero', isMain: 'absent' });
    const report = await world.run();
    expect(report).toMatchObject({
      outcome: 'clean',
      pages: 5,
      read: 230,
      adopted: 0,
      changed: 0,
      rejected: [],
    });
    expect(report.counts).toMatchObject({ created: 230, unchanged: 0, rejected: 0, inDoubt: 0 });
    expect(await stocks()).toEqual(rows.map((row) => stockOf(row)));
  });

  it('writes nothing the second time', async () => {
    await freshWith(world, warehouses(120));
    await world.run();
    await world.control.forgetRequests();
    const report = await world.run();
    expect(report).toMatchObject({
      outcome: 'clean',
      read: 120,
      counts: { unchanged: 120, created: 0, audited: 0 },
    });
    expect(await world.control.requests('?write=true')).toEqual([]);
  });

  it('audits documents that were only saved, and submits none twice', async () => {
    const rows = warehouses(3);
    const states = ['A', 'B', 'D'];
    await freshWith(world, rows);
    await world.control.put(
      'kingdee',
      'BD_STOCK',
      rows.map((row, index) => ({ ...stockOf(row), FDocumentStatus: states[index] })),
    );
    const report = await world.run();
    expect(report.counts).toMatchObject({ audited: 3, created: 0, unchanged: 0 });
    expect((await stocks()).map((stock) => stock.FDocumentStatus)).toEqual(['C', 'C', 'C']);
    expect((await world.control.requests('?write=true')).map((entry) => entry.operation)).toEqual([
      'Submit',
      'Audit',
    ]);
  });

  it('reports an audited document that differs and does not overwrite it', async () => {
    const rows = warehouses(2);
    await freshWith(world, rows);
    await world.control.put('kingdee', 'BD_STOCK', [
      stockOf(rows[0]!),
      { ...stockOf(rows[1]!), FName: '老名字' },
    ]);
    const report = await world.run();
    expect(report).toMatchObject({ changed: 1, counts: { unchanged: 2 } });
    expect((await stocks())[1]).toMatchObject({ FName: '老名字' });
  });

  const behaviours = ['keep-good', 'drop-all'].flatMap((batchFailure) =>
    ['keep-nothing', 'keep-saved'].map((autoAuditFailure) => ({ batchFailure, autoAuditFailure })),
  );
  it.each(behaviours)('refuses bad records alone on a platform with %j', async (behaviour) => {
    const rows = warehouses(50);
    rows[7] = { ...rows[7], name: '' };
    await freshWith(world, rows);
    await world.control.switches('kingdee', { ...behaviour, auditRefusedNumbers: '10000021' });
    const report = await world.run({ parameters: { organization: '102' } });
    expect(report).toMatchObject({ outcome: 'attention', read: 50, counts: { created: 48, rejected: 2 } });
    expect(report.rejected).toMatchObject([
      { key: '10000008', cause: 'mapping', field: 'FName' },
      { key: '10000021' },
    ]);
    const audited = (await stocks()).filter((stock) => stock.FDocumentStatus === 'C');
    const good = rows.filter((row) => ![10000008, 10000021].includes(row.wms_co_id as number));
    expect(audited).toEqual(good.map((row) => stockOf(row, '102')));

    await world.control.switches('kingdee', { auditRefusedNumbers: '' });
    await world.control.forgetRequests();
    const next = await world.run({ parameters: { organization: '102' } });
    expect(next.counts).toMatchObject({ unchanged: 48, rejected: 1 });
    const wrote = (await world.control.requests('?write=true')).map((entry) => entry.operation);
    const { batchFailure, autoAuditFailure } = behaviour;
    const isSaved = batchFailure === 'keep-good' && autoAuditFailure === 'keep-saved';
    expect(wrote).toEqual([isSaved ? 'Audit' : 'BatchSave']);
  });

  it('refuses exactly the 3 % that are bad', async () => {
    const bad: Record<number, [name: string | null, cause: string]> = {
      3: ['', 'mapping'],
      60: [null, 'mapping'],
      99: ['　 ', 'mapping'],
      120: ['账期已关闭的仓', 'closed-period'],
      150: ['账期已关闭的仓', 'closed-period'],
      199: ['账期已关闭的仓', 'closed-period'],
    };
    const rows = warehouses(200).map((row, index) => (bad[index] ? { ...row, name: bad[index][0] } : row));
    await freshWith(world, rows);
    await world.control.switches('kingdee', { auditRefusedNumbers: '10000121,10000151,10000200' });
    const report = await world.run();
    expect(report).toMatchObject({ outcome: 'attention', read: 200, counts: { created: 194, rejected: 6 } });
    expect(byKey('key', report.rejected)).toMatchObject(
      Object.entries(bad).map(([index, [, cause]]) => ({ key: String(10000001 + Number(index)), cause })),
    );
    const audited = (await stocks()).filter((stock) => stock.FDocumentStatus === 'C');
    expect(audited).toEqual(rows.filter((_, index) => !(index in bad)).map((row) => stockOf(row)));
  });

  it.each(['main-first', 'by-number', 'as-held'])(
    'loses no warehouse when others are added and renamed while it pages (%s)',
    async (warehouseOrder) => {
      const rows = warehouses(60);
      const before = warehouses(3).map((row, index) => ({ ...row, wms_co_id: 9000001 + index }));
      const after = warehouses(66).slice(60);
      const renamed = rows.map((row, index) => (index % 7 === 3 ? { ...row, name: '改名' } : row));
      await freshWith(world, rows);
      await world.control.switches('jushuitan', { warehouseOrder });
      await runMoving(world, {
        scheme,
        input: { pageSize: 10, concurrency: 1 },
        platform: 'jushuitan',
        operation: 'wms.partner.query',
        skip: 2,
        acts: [
          () => world.control.put('jushuitan', 'warehouses', [...before, ...rows]),
          () => world.control.put('jushuitan', 'warehouses', [...before, ...renamed, ...after]),
        ],
      });
      const made = new Set((await stocks()).map(({ FNumber }) => FNumber));
      expect(rows.filter((row) => !made.has(String(row.wms_co_id)))).toEqual([]);
    },
  );

  it('takes the recorded live answer as it came, through the old gateway, to audited documents', async () => {
    const gateway = await World.start({
      jushuitan: {
        generation: 'gateway',
        url: { env: 'JUSHUITAN_GATEWAY_URL' },
        appKey: undefined,
        appSecret: undefined,
        accessToken: undefined,
        refreshToken: undefined,
        partnerId: { env: 'JUSHUITAN_PARTNER_ID' },
        partnerKey: { env: 'JUSHUITAN_PARTNER_KEY' },
        token: { env: 'JUSHUITAN_TOKEN' },
      },
      scheme: { concurrency: 1 },
    });
    try {
      await gateway.startWorker();
      await gateway.control.put('kingdee', 'BD_STOCK', []);
      await gateway.control.fault({
        platform: 'jushuitan',
        operation: 'wms.partner.query',
        kind: 'answer',
        body: recorded.body,
      });
      const report = await gateway.run();
      expect(report).toMatchObject({ outcome: 'clean', pages: 1, read: 2, counts: { created: 2 } });
      expect(seenFields(await gateway.control.rows('kingdee', 'BD_STOCK'))).toEqual(
        recorded.body.datas.map((row) => stockOf(row)),
      );
    } finally {
      await gateway.stop();
    }
  });
});
