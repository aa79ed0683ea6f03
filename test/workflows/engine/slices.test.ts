import { pageCell, pageName } from '../../../src/contract/page';
import type { Plan } from '../../../src/contract/run';
import { divide, countSlices, sliceName, sliceValues } from '../../../src/workflows/engine/slices';

const month = { slices: { from: '2026-01-01 00:00:00', to: '2026-02-01 00:00:00', hours: 24 } };

describe('slices', () => {
  it('are named by the first, their length and the end', () => {
    expect(countSlices(month)).toBe(31);
    expect(sliceValues(month, 30)).toEqual({
      'WINDOW_FROM|datetime': '2026-01-31 00:00:00',
      'WINDOW_TO|datetime': '2026-02-01 00:00:00',
    });
    expect(sliceValues(month, 31)).toEqual({});
  });

  it('are one without values where the source takes any length', () => {
    expect([countSlices({}), sliceValues({}, 0)]).toEqual([1, {}]);
  });

  it('may be hours long', () => {
    const hours = { slices: { ...month.slices, hours: 6 } };
    expect([countSlices(hours), sliceName(hours, 0), sliceName(hours, 3)]).toEqual([
      124,
      '2026-01-01',
      '2026-01-01 18:00',
    ]);
  });

  it('go by their beginning where there are several', () => {
    expect(sliceName(month, 2)).toBe('2026-01-03');
    expect(sliceName({}, 0)).toBeUndefined();
  });

  it('end with the window, also where nothing is left of it', () => {
    const until = (to: string) => ({ slices: { ...month.slices, to, hours: 7 * 24 } });
    expect(sliceValues(until('2026-01-10 12:00:00'), 1)).toMatchObject({
      'WINDOW_TO|datetime': '2026-01-10 12:00:00',
    });
    expect([until('2026-01-01 00:00:00'), until('2025-12-31 00:00:00')].map(countSlices)).toEqual([0, 0]);
  });
});

test('a page is named with its slice where there are several', () => {
  expect(pageName({ page: 3 })).toBe('page 3');
  expect(pageName({ page: 3, slice: '2026-11-03' })).toBe('2026-11-03 · page 3');
  expect(pageCell({ page: 3, slice: 'changed' })).toBe('changed · 3');
});

describe('concurrency', () => {
  const divided = (plan: Partial<Plan>) => divide({ concurrency: 4, ...plan } as Plan);

  it('share a list that is paged by number', () => {
    expect(divided({ paging: 'number' })).toEqual({ lists: 1, pages: 4 });
  });

  it.each(['from-last', 'key'] as const)('paged %s have a slice each, and no two neighbours', (paging) => {
    expect(divided({ paging, ...month })).toEqual({ lists: 4, pages: 1 });
    const three = { ...month.slices, to: '2026-01-04 00:00:00' };
    expect(divided({ paging, slices: three })).toEqual({ lists: 2, pages: 1 });
    expect(divided({ paging })).toEqual({ lists: 1, pages: 1 });
    expect(divided({ paging, slices: { ...three, to: three.from } })).toEqual({ lists: 1, pages: 1 });
  });
});
