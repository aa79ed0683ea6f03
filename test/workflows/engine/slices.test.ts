import { lanesOf } from '../../../src/workflows/engine/lanes';
import { pageCell, pageName } from '../../../src/workflows/engine/pageName';
import { countSlices, sliceName, sliceValues } from '../../../src/workflows/engine/slices';
import type { Plan } from '../../../src/activities/contract';

const month = { sliced: { from: '2026-01-01 00:00:00', to: '2026-02-01 00:00:00', days: 1 } };
const listed = { slices: [{ 'WINDOW_FROM|datetime': '2026-01-05 09:30:00' }, {}, {}] };

describe('slices', () => {
  it('are named by the first, their length and the end', () => {
    expect(countSlices(month)).toBe(31);
    expect(sliceValues(month, 30)).toEqual({
      'WINDOW_FROM|datetime': '2026-01-31 00:00:00',
      'WINDOW_TO|datetime': '2026-02-01 00:00:00',
    });
    expect(sliceValues(month, 31)).toEqual({});
  });

  it('are the listed ones in plans of older versions', () => {
    expect([countSlices(listed), sliceValues(listed, 0), sliceValues(listed, 3)]).toEqual([
      3,
      listed.slices[0],
      {},
    ]);
  });

  it('go by their beginning where there are several', () => {
    expect(sliceName(month, 2)).toBe('2026-01-03');
    expect([sliceName(listed, 0), sliceName(listed, 1)]).toEqual(['2026-01-05 09:30', '2']);
    expect(sliceName({ slices: [{}] }, 0)).toBeUndefined();
  });

  it('end with the window, also where nothing is left of it', () => {
    const until = (to: string) => ({ sliced: { ...month.sliced, to, days: 7 } });
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

describe('lanes', () => {
  const lanes = (plan: Partial<Plan>) => lanesOf({ lanes: 4, ...plan } as Plan);

  it('share a list that is paged by number', () => {
    expect(lanes({ paging: 'number', slices: [{}] })).toEqual({ lists: 1, each: 4 });
  });

  it.each(['from-last', 'key'] as const)('paged %s have a slice each, and no two neighbours', (paging) => {
    expect(lanes({ paging, ...month })).toEqual({ lists: 4, each: 1 });
    expect(lanes({ paging, ...listed })).toEqual({ lists: 2, each: 1 });
    expect(lanes({ paging, slices: [{}] })).toEqual({ lists: 1, each: 1 });
    expect(lanes({ paging, slices: [] })).toEqual({ lists: 1, each: 1 });
  });
});
