import type { Paging } from '../../../src/contract/page';
import { planRun, type Planning } from '../../../src/activities/plan/run';
import type { SourceConnector } from '../../../src/connectors/connector';
import { schemes } from '../../../src/workflows/catalogue';
import { countSlices } from '../../../src/workflows/engine/slices';

const saleouts = schemes.qimenSaleoutsToKingdeeOutstocks!;
const warehouses = schemes.jushuitanWarehousesToKingdeeStocks!;
const unaudited = schemes.kingdeeOutstocksToAudited!;

const paged = (paging: Paging) => ({ pagingOf: () => paging }) as unknown as SourceConnector;
const planning = (changes: Partial<Planning> = {}): Planning => ({
  settings: { source: 'qimen', target: 'kingdee' },
  sources: { qimen: paged('from-last') },
  dueAt: Date.UTC(2026, 2, 10, 4, 0, 0),
  ...changes,
});

describe('the plan of a run', () => {
  it('takes a day alone to its end', async () => {
    const plan = await planRun(saleouts, { from: '2026-03-01', to: '2026-03-01' }, planning());
    expect(plan.window).toMatchObject({ from: '2026-03-01 00:00:00', to: '2026-03-02 00:00:00' });
  });

  it('asks for a watermark of the same selection only, and not in a backfill', async () => {
    const asked: string[] = [];
    const findMark = async (selection: string) => {
      asked.push(selection);
      return { mark: { selection, syncedThrough: '2026-03-10T03:00:00.000Z' } };
    };
    const plan = await planRun(saleouts, { parameters: { status: 'Archive' } }, planning({ findMark }));
    expect(plan.window).toMatchObject({ from: '2026-03-10 10:00:00', selection: asked[0] });
    await planRun(saleouts, { from: '2026-03-01' }, planning({ findMark }));
    expect(asked).toEqual(['qimen status=Archive date_type=2']);
  });

  it('asks when its Schedule was due before, where it is due before its watermark, or refuses', async () => {
    const syncedThrough = '2026-03-10T05:00:00.000Z';
    const findMark = async (selection: string) => ({ mark: { selection, syncedThrough } });
    const late = planning({ findMark, now: Date.UTC(2026, 2, 10, 6) });
    const findPreviousTime = async () => Date.UTC(2026, 2, 10, 2);
    expect((await planRun(saleouts, {}, { ...late, findPreviousTime })).window).toMatchObject({
      from: '2026-03-10 08:59:00',
      to: '2026-03-10 11:59:00',
      standing: syncedThrough,
    });
    const unknown = { ...late, findPreviousTime: async () => undefined };
    await expect(planRun(saleouts, {}, unknown)).rejects.toMatchObject({
      type: 'Misconfigured',
      nonRetryable: true,
      message: expect.stringContaining('jinqiao backfill qimenSaleoutsToKingdeeOutstocks'),
    });
  });

  it.each<[Paging, number]>([
    ['number', 4],
    ['from-last', 1],
    ['key', 1],
  ])('gives a list that is paged %s and not sliced %i of a concurrency of 4', async (paging, concurrency) => {
    const list = planning({ sources: { qimen: paged(paging) } });
    const plan = await planRun(unaudited, { concurrency: 4 }, list);
    expect([plan.slices, plan.concurrency]).toEqual([undefined, concurrency]);
  });

  it('gives slices the concurrency of the input, the configuration or the table, and names them in one line', async () => {
    const input = { from: '2024-01-01', to: '2026-12-31' };
    const dueAt = Date.UTC(2027, 0, 10);
    const plan = await planRun(saleouts, input, planning({ dueAt }));
    expect(plan).toMatchObject({
      concurrency: saleouts.concurrency,
      slices: { from: '2024-01-01 00:00:00', to: '2027-01-01 00:00:00', hours: 24 },
    });
    expect(countSlices(plan)).toBe(1_096);
    // The plan is handed on at each continuation.
    expect(JSON.stringify(plan).length).toBeLessThan(2_000);
    const settings = { source: 'qimen', target: 'kingdee' };
    const hours = async (length: object) =>
      (await planRun(saleouts, input, planning({ settings: { ...settings, ...length } }))).slices?.hours;
    expect([await hours({ sliceDays: 2 }), await hours({ sliceHours: 6 })]).toEqual([48, 6]);
    const configured = planning({ settings: { ...settings, concurrency: 3 } });
    expect((await planRun(saleouts, input, configured)).concurrency).toBe(3);
    expect((await planRun(saleouts, { ...input, concurrency: 4 }, configured)).concurrency).toBe(4);
  });

  it.each([
    ['an end alone', { to: '2026-03-01' }, 'a window with an end needs a beginning'],
    ['an end before its beginning', { from: '2026-03-02', to: '2026-03-01 10:00:00' }, 'must be after from'],
    ['a day that does not exist', { from: '2026-02-30' }, 'there is no such day'],
    ['another form of time', { from: '01.03.2026' }, 'expected yyyy-MM-dd'],
    ['an unknown parameter', { parameters: { colour: 'red' } }, 'there is no parameter colour'],
  ])('refuses %s', async (_, input, reason) => {
    await expect(planRun(saleouts, input, planning())).rejects.toThrow(reason);
  });

  it('refuses a window where there is none, or where it has no end', async () => {
    const master = planning({ sources: { qimen: paged('number') } });
    await expect(planRun(warehouses, { from: '2026-03-01' }, master)).rejects.toThrow(
      'always reads the whole list',
    );
    const keyed = planning({ sources: { qimen: paged('key') } });
    await expect(planRun(unaudited, { from: '2026-03-01', to: '2026-03-02' }, keyed)).rejects.toThrow(
      'reads up to now',
    );
  });
});
