import { readFileSync } from 'node:fs';
import path from 'node:path';
import { windowOf, type WindowBasis } from '../../../src/activities/plan/window';
import { schemes } from '../../../src/workflows/catalogue';
import { countSlices, sliceValues } from '../../../src/workflows/engine/slices';

const input = (name: string) =>
  JSON.parse(
    readFileSync(path.join(__dirname, '..', '..', 'fixtures', 'inputs', 'sources', name), 'utf8'),
  ) as Record<string, unknown>;

const saleouts = schemes.qimenSaleoutsToKingdeeOutstocks!;
const shops = schemes.guanyiShopsToKingdeeCustomers!;
const warehouses = schemes.jushuitanWarehousesToKingdeeStocks!;
const unaudited = schemes.kingdeeOutstocksToAudited!;

/** Noon of 10 March 2026 in Shanghai. */
const dueAt = Date.UTC(2026, 2, 10, 4, 0, 0);
const facts = (changes: Partial<WindowBasis> = {}): WindowBasis => ({
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

  it('reads from the previous due time where it is due before its watermark, which stands', () => {
    const hour = 3_600_000;
    const early = facts({ mark, dueAt: dueAt - 2 * hour, now: dueAt, previousDueAt: dueAt - 4 * hour });
    const { window } = windowOf(shops, early);
    expect(window).toMatchObject({
      from: '2026-03-10 07:49:00',
      to: '2026-03-10 09:59:00',
      standing: mark.syncedThrough,
    });
    expect(window).not.toHaveProperty('syncedThrough');
    // The run before ended there.
    expect(windowOf(shops, { ...early, dueAt: dueAt - 4 * hour }).window?.to).toBe('2026-03-10 07:59:00');
  });

  it('reads the overlap alone, and leaves the watermark, where the lag has grown past it', () => {
    const { window } = windowOf(shops, facts({ mark, settings: { lagSeconds: 7_200 } }));
    expect(window).toMatchObject({
      from: '2026-03-10 09:50:00',
      to: '2026-03-10 10:00:00',
      standing: mark.syncedThrough,
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
    expect(windowOf(warehouses, facts())).toEqual({ values: {} });
  });

  it('hands on when there were rows', () => {
    const before = { ...mark, lastRowsAt: '2026-03-09T00:00:00.000Z' };
    expect(windowOf(shops, facts({ mark: before })).window?.lastRowsAt).toBe(before.lastRowsAt);
  });
});

describe('a window and the present', () => {
  const hour = 3_600_000;
  const since = '2026-03-10 00:00:00';

  it.each([
    ['a run that is due tomorrow', { dueAt: dueAt + 16 * hour, now: dueAt }],
    ['a server whose clock is ahead', { dueAt: dueAt + hour, now: dueAt }],
    ['a backfill whose end lies in the future', { given: { from: since, to: '2026-04-01 00:00:00' } }],
    ['a backfill of days that is due tomorrow', { dueAt: dueAt + 16 * hour, now: dueAt, given: { days: 2 } }],
  ])('end together: %s', (_, changes) => {
    expect(windowOf(shops, facts({ mark, ...changes })).window?.to).toBe('2026-03-10 11:59:00');
  });

  it('keeps an end in the past as it was given', () => {
    const given = { from: since, to: '2026-03-10 11:59:59' };
    expect(windowOf(shops, facts({ given })).window?.to).toBe(given.to);
  });

  it('sets a watermark at the present where the run is due later', () => {
    const later = facts({ mark, dueAt: dueAt + 16 * hour, now: dueAt });
    expect(windowOf(shops, later).window?.syncedThrough).toBe('2026-03-10T03:59:00.000Z');
  });

  it('tells of a watermark ahead of it, and goes on as if there were none', () => {
    const { facts: given } = input('09-watermark-in-the-future.json').functionLevel as {
      facts: Omit<WindowBasis, 'dueAt'> & { dueAt: string };
    };
    const { window } = windowOf(shops, { ...given, dueAt: Date.parse(given.dueAt) });
    expect(window).toMatchObject({
      from: '',
      to: '2026-11-30 19:59:00',
      begins: 'open',
      ahead: given.mark!.syncedThrough,
      syncedThrough: '2026-11-30T11:59:00.000Z',
    });
    const behind = facts({ mark, now: Date.parse(mark.syncedThrough) - 1, settings: { since } });
    expect(windowOf(shops, behind).window).toMatchObject({ from: since, ahead: mark.syncedThrough });
  });

  it('goes on from an older watermark beside one that is not believed', () => {
    const ahead = '2026-03-11T00:00:00.000Z';
    expect(windowOf(shops, facts({ mark, ahead })).window).toMatchObject({
      from: '2026-03-10 10:50:00',
      ahead,
      syncedThrough: '2026-03-10T03:59:00.000Z',
    });
  });
});

describe('a window and since', () => {
  const { settings, cases } = input('10-since-is-no-floor.json') as {
    settings: WindowBasis['settings'];
    cases: { dueAt: string; mark: WindowBasis['mark'] | null }[];
  };
  const planned = (dueAt: string, more: Partial<WindowBasis> = {}) =>
    windowOf(saleouts, facts({ settings, dueAt: Date.parse(dueAt), ...more }));
  const nothing = {
    slices: { from: settings.since, to: settings.since },
    window: { from: settings.since, to: settings.since, begins: 'since' },
  };

  it('is empty and sets no watermark where it ends before', () => {
    const empty = planned(cases[0]!.dueAt);
    expect(empty).toMatchObject(nothing);
    expect(empty.window).not.toHaveProperty('syncedThrough');
    expect(countSlices(empty)).toBe(0);
    // The lag counts: this one is due after since.
    expect(planned('2026-11-30T16:00:30Z')).toMatchObject(nothing);
  });

  it('never begins before, whatever the overlap', () => {
    const { dueAt: due, mark: handed } = cases[1]!;
    expect(planned(due, { mark: handed! }).window).toMatchObject({
      from: '2026-12-01 00:00:00',
      begins: 'watermark',
    });
    const old = { selection: 'all', syncedThrough: '2026-11-29T00:00:00.000Z' };
    expect(planned(due, { mark: old }).window?.from).toBe(settings.since);
  });

  it('holds in a pass over late rows, and not where a person names the beginning', () => {
    expect(planned('2026-12-01T12:00:00Z', { given: { days: 7 } }).window).toMatchObject({
      from: settings.since,
      begins: 'input',
    });
    expect(planned('2026-11-30T12:00:00Z', { given: { days: 7 } })).toMatchObject(nothing);
    const given = { from: '2026-11-01 00:00:00', to: '2026-11-02 00:00:00' };
    expect(planned('2026-12-01T12:00:00Z', { given }).window).toMatchObject(given);
  });

  it('is empty for a list that names a beginning alone', () => {
    const empty = windowOf(unaudited, facts({ settings: { since: '2026-12-01 00:00:00' } }));
    expect(countSlices(empty)).toBe(0);
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
