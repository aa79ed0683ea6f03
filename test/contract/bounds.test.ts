import { mapPage } from '../../src/activities/page/map';
import { planRun, type Planning } from '../../src/activities/plan/run';
import { SliceCounts } from '../../src/activities/reconcile/counts';
import { daysOf } from '../../src/activities/reconcile/days';
import { fitRejections } from '../../src/activities/page/history';
import type { SourceConnector } from '../../src/connectors/connector';
import { mappings } from '../../src/mappings';
import { schemes } from '../../src/workflows/catalogue';
import { countSlices, sliceDays } from '../../src/workflows/engine/slices';
import { faultOfDiscard, faultOfRetryWith } from '../../src/workflows/repair/requests';
import { together, NOTHING } from '../../src/workflows/reconcile/totals';

const saleouts = schemes.qimenSaleoutsToKingdeeOutstocks!;
const shops = schemes.guanyiShopsToKingdeeCustomers!;
const now = Date.UTC(2026, 10, 30, 4);
const planning = (settings: object = {}): Planning => ({
  settings: { source: 'one', target: 'kingdee', ...settings },
  sources: { one: { pagingOf: () => 'from-last' } as unknown as SourceConnector },
  dueAt: now,
});

describe('spans', () => {
  it.each([
    ['a century of days', { from: '1900-01-01' }, 'must lie between 2000 and 2099'],
    ['the first day of a calendar', { from: '0001-01-01' }, 'must lie between 2000 and 2099'],
    ['an end without end', { from: '2026-01-01', to: '9999-12-31' }, 'must lie between 2000 and 2099'],
    ['26 years of days', { from: '2000-01-01' }, 'has 9831 slices, a run takes 4000: read it in parts'],
    ['the 29th of February of a year without one', { from: '2025-02-29' }, 'there is no such day'],
    ['a beginning in the future', { from: '2027-01-01', to: '2027-02-01' }, 'nothing lies there yet'],
    ['a thousand million days', { days: 1e9 }, 'days: '],
    ['days back to front', { days: -1 }, 'days: '],
    ['a page of a million rows', { pageSize: 1e6 }, 'pageSize: '],
    ['a million concurrency', { concurrency: 1e6 }, 'concurrency: '],
  ])('of a run: %s is refused', async (_, input, words) => {
    await expect(planRun(saleouts, input, planning())).rejects.toMatchObject({
      type: 'Misconfigured',
      nonRetryable: true,
      message: expect.stringContaining(words),
    });
  });

  it('of a run: a leap day, ten years of days, and 26 years of a list without slices are taken', async () => {
    const leap = await planRun(saleouts, { from: '2024-02-29', to: '2024-02-29' }, planning());
    expect(countSlices(leap)).toBe(1);
    expect(countSlices(await planRun(saleouts, { from: '2016-12-01' }, planning()))).toBe(3_652);
    expect(await planRun(shops, { from: '2000-01-01' }, planning())).toHaveProperty('window');
  });

  it('of a first run: since too long ago is refused by name', async () => {
    const since = planning({ since: '2001-01-01 00:00:00' });
    await expect(planRun(saleouts, {}, since)).rejects.toThrow('set a later since');
  });

  it.each([
    [{ from: '1900-01-01' }, 'between 2000 and 2099'],
    [{ to: '9999-12-31' }, 'between 2000 and 2099'],
    [{ from: '2000-01-01' }, '9830 slices'],
    [{ from: '2026-12-01', to: '2026-12-31' }, 'is after today'],
  ])('of a comparison: %j is refused', (asked, words) => {
    expect(() => daysOf(saleouts, asked, undefined, now)).toThrow(words);
  });

  it('of a comparison: days end today', () => {
    expect(daysOf(saleouts, { from: '2026-11-29', to: '2099-12-31' }, undefined, now)).toEqual({
      from: '2026-11-29',
      to: '2026-11-30',
    });
    expect(daysOf(shops, { to: '2098-01-01' }, undefined, now)).toEqual({ to: '2026-11-30' });
  });

  it('of a comparison: slices are known by rule', () => {
    const plan = { slices: { from: '2026-11-28 00:00:00', to: '2026-11-30 12:00:00', hours: 48 } };
    expect([0, 1].map((slice) => sliceDays(plan, slice))).toEqual([
      { from: '2026-11-28', to: '2026-11-29' },
      { from: '2026-11-30', to: '2026-11-30' },
    ]);
  });
});

describe('texts', () => {
  const long = '很长的话'.repeat(300_000);

  it.each([500, 5_000])('of %i refusals fit into what history takes, each with key and cause', (count) => {
    const rejected = Array.from({ length: count }, (_, index) => ({
      key: `XSCKD-${index}`,
      cause: 'other',
      field: `FEntity[0].${'F'.repeat(1_000)}`,
      message: long,
      advice: { en: 'correct the record', zh: '请更正该记录' },
    }));
    const fitted = fitRejections(rejected);
    expect(fitted.map(({ key }) => key)).toEqual(rejected.map(({ key }) => key));
    expect(Buffer.byteLength(JSON.stringify(fitted))).toBeLessThan(1_300_000);
    expect(fitted[0]).toMatchObject({ advice: rejected[0]!.advice });
    expect(fitted[0]!.message).toHaveLength(300);
  });

  it('of a document whose number is too long: it is not named', () => {
    const refused = { key: '1', cause: 'other', message: 'no' };
    const fitted = fitRejections([
      { ...refused, document: { number: long } },
      { ...refused, document: { number: 'CK1', organization: '101' } },
      { ...refused, document: { id: '100001' } },
    ]);
    expect(fitted).toEqual([
      refused,
      { ...refused, document: { number: 'CK1', organization: '101' } },
      { ...refused, document: { id: '100001' } },
    ]);
  });

  it('of a key that two records have and that is too long: both are refused under a short name', () => {
    const rows = ['1', '2'].map((record) => ({ key: long, record, row: { code: long, name: '店' } }));
    const { mapped, rejected } = mapPage(mappings.guanyiShopsToKingdeeCustomers!, rows, {
      parameters: { organization: '100' },
      codeTables: {},
    });
    expect(mapped).toEqual([]);
    expect(rejected.map(({ cause }) => cause)).toEqual(['key-taken', 'key-too-long']);
    for (const { key } of rejected) expect(key.length).toBeLessThanOrEqual(200);
  });

  it('of a key that is too long: the record is refused alone, and keys alike stay apart', () => {
    const keys = [`${long}1`, `${long}2`, 'k'.repeat(200)];
    const rows = keys.map((key) => ({ key, row: { wms_co_id: key, name: '仓' } }));
    const mapping = mappings.jushuitanWarehousesToKingdeeStocks!;
    const { mapped, rejected } = mapPage(mapping, rows, {
      parameters: { organization: '101' },
      codeTables: {},
    });
    expect(mapped.map(({ key }) => key)).toEqual(['k'.repeat(200)]);
    expect(rejected.map(({ cause }) => cause)).toEqual(['key-too-long', 'key-too-long']);
    const [one, other] = rejected.map(({ key }) => key);
    expect(one).not.toBe(other);
    expect(one!.length).toBeLessThanOrEqual(200);
    expect(rejected[0]!.message).toContain('1200001 characters');
  });

  it('of findings fit into a report, with all of them counted', () => {
    const counts = new SliceCounts(undefined);
    const fields = Array.from({ length: 3_000 }, (_, line) => `FEntity[${line}].FAllAmount`);
    for (let at = 0; at < 500; at += 1) {
      counts.add('different', { key: `XSCKD-${at}`, fields });
      counts.add('refused', { key: `XSCKD-R${at}`, reason: long });
    }
    const room = {
      missing: 500,
      doubled: 500,
      unfinished: 500,
      different: 500,
      refused: 500,
      extra: 500,
      unread: 0,
    };
    const comparison = together(counts.close(room), together(NOTHING, counts.close(room)));
    expect(comparison.counts).toMatchObject({ different: 1_000, refused: 1_000 });
    expect(Buffer.byteLength(JSON.stringify(comparison))).toBeLessThan(700_000);
  });

  it('of a person are refused when they are too long', () => {
    const text = 'x'.repeat(501);
    expect(faultOfDiscard({ reason: text })).toContain('reason has more than 500 characters');
    expect(faultOfDiscard({ reason: 'no', who: text })).toContain('who has more than');
    expect(faultOfDiscard({ reason: 'x'.repeat(500) })).toBeUndefined();
    expect(faultOfRetryWith({ document: { FName: long }, who: 'me', why: 'so' })).toContain('refused');
  });
});
