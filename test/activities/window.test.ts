import { windowOf, type WindowFacts } from '../../src/activities/window';
import { schemes } from '../../src/workflows/catalogue';
import { countSlices, sliceValues } from '../../src/workflows/engine/slices';

const saleouts = schemes.qimenSaleoutsToKingdeeOutstocks!;
const shops = schemes.guanyiShopsToKingdeeCustomers!;
const warehouses = schemes.jushuitanWarehousesToKingdeeStocks!;
const unaudited = schemes.kingdeeOutstocksToAudited!;

/** Noon of 10 March 2026 in Shanghai. */
const dueAt = Date.UTC(2026, 2, 10, 4, 0, 0);
const facts = (changes: Partial<WindowFacts> = {}): WindowFacts => ({
  settings: {},
  dueAt,
  selection: 'all',
  ...changes,
});
const mark = { selection: 'all', syncedThrough: '2026-03-10T03:00:00.000Z' };

describe('the window of a run', () => {
  it('begins at the watermark less the overlap and ends at the due time less the lag', () => {
    expect(windowOf(shops, facts({ mark })).window).toMatchObject({
      from: '2026-03-10 10:50:00',
      to: '2026-03-10 11:59:00',
      begins: 'watermark',
      syncedThrough: '2026-03-10T03:59:00.000Z',
    });
  });

  it('takes overlap and lag from the configuration', () => {
    const settings = { overlapMinutes: 0, lagSeconds: 0 };
    expect(windowOf(shops, facts({ mark, settings })).window).toMatchObject({
      // A second at least: a platform may take neither end of a window for inside.
      from: '2026-03-10 10:59:59',
      to: '2026-03-10 12:00:00',
    });
  });

  it('fills the templates of the request', () => {
    expect(windowOf(shops, facts({ mark })).values).toEqual({
      'LAST_SYNC_TIME|datetime': '2026-03-10 10:50:00',
      'CURRENT_TIME|datetime': '2026-03-10 11:59:00',
    });
  });

  it('never moves the watermark back, although a late run may be due before it', () => {
    const early = facts({ mark, dueAt: dueAt - 7_200_000 });
    expect(windowOf(shops, early).window).toMatchObject({
      from: '2026-03-10 09:49:00',
      to: '2026-03-10 09:59:00',
      syncedThrough: mark.syncedThrough,
    });
  });

  it('is the given one in a backfill, which moves no watermark', () => {
    const { window } = windowOf(
      shops,
      facts({ mark, given: { from: '2026-01-01 00:00:00', to: '2026-02-01 00:00:00' } }),
    );
    expect(window).toMatchObject({ from: '2026-01-01 00:00:00', to: '2026-02-01 00:00:00', begins: 'input' });
    expect(window).not.toHaveProperty('syncedThrough');
  });

  it('is the last days in a pass over late rows', () => {
    const { window } = windowOf(shops, facts({ mark, given: { days: 7 } }));
    expect(window).toMatchObject({ from: '2026-03-03 11:59:00', to: '2026-03-10 11:59:00', begins: 'input' });
    expect(window).not.toHaveProperty('syncedThrough');
  });

  it('prefers a watermark to since, and since to an open beginning', () => {
    const settings = { since: '2026-03-01 00:00:00' };
    expect(windowOf(shops, facts({ settings, mark })).window?.begins).toBe('watermark');
    expect(windowOf(shops, facts({ settings })).window).toMatchObject({
      from: settings.since,
      begins: 'since',
    });
    expect(windowOf(shops, facts()).window).toMatchObject({ from: '', begins: 'open' });
  });

  it('ignores a watermark where the scheme follows its own filter', () => {
    const { window } = windowOf(unaudited, facts({ mark }));
    expect(window).toMatchObject({ from: '2000-01-01 00:00:00', begins: 'since' });
    expect(window).not.toHaveProperty('syncedThrough');
  });

  it('is absent where a list is always read in full', () => {
    expect(windowOf(warehouses, facts())).toEqual({ values: {}, slices: [{}] });
  });

  it('hands on when there were rows', () => {
    const before = { ...mark, lastRowsAt: '2026-03-09T00:00:00.000Z' };
    expect(windowOf(shops, facts({ mark: before })).window?.lastRowsAt).toBe(before.lastRowsAt);
  });
});

describe('slices', () => {
  const named = (plan: ReturnType<typeof windowOf>) =>
    Array.from({ length: countSlices(plan) }, (_, slice) => sliceValues(plan, slice));
  const slicesOf = (from: string, to: string) => named(windowOf(saleouts, facts({ given: { from, to } })));

  it('share the second between them and end with the window', () => {
    expect(slicesOf('2026-03-01 00:00:00', '2026-03-02 12:00:00')).toEqual([
      { 'WINDOW_FROM|datetime': '2026-03-01 00:00:00', 'WINDOW_TO|datetime': '2026-03-02 00:00:00' },
      { 'WINDOW_FROM|datetime': '2026-03-02 00:00:00', 'WINDOW_TO|datetime': '2026-03-02 12:00:00' },
    ]);
  });

  it('are one slice long without a beginning', () => {
    expect(named(windowOf(saleouts, facts()))).toEqual([
      { 'WINDOW_FROM|datetime': '2026-03-09 11:59:00', 'WINDOW_TO|datetime': '2026-03-10 11:59:00' },
    ]);
  });

  it.each([
    ['2026-01-01 00:00:00', '2026-03-10 00:00:00'],
    ['2026-02-27 23:59:59', '2026-03-01 00:00:01'],
    ['2025-12-31 18:30:00', '2026-01-01 18:29:59'],
  ])('cover every second from %s to %s, none longer than the source takes', (from, to) => {
    const slices = slicesOf(from, to);
    const moment = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`);
    const ends = slices.map((slice) => Object.values(slice) as [string, string]);
    expect(ends[0]![0]).toBe(from);
    expect(ends.at(-1)![1]).toBe(to);
    ends.slice(1).forEach(([begin], index) => expect(begin).toBe(ends[index]![1]));
    ends.forEach(([begin, end]) => expect(moment(end) - moment(begin)).toBeLessThanOrEqual(86_400_000));
  });
});
