import type { PageSynced } from '../../../src/contract/page';
import type { Plan } from '../../../src/contract/run';
import { schemes } from '../../../src/workflows/catalogue';
import type { List } from '../../../src/workflows/engine/list';
import { Lists, type ListsSnapshot } from '../../../src/workflows/engine/lists';
import { Random } from '../../faults/support/random';

const table = schemes.qimenSaleoutsToKingdeeOutstocks!;
const startedAt = '2026-11-27T04:00:00.000Z';
const dayOf = (slice: number) => `2026-11-${String(slice + 1).padStart(2, '0')} 00:00:00`;
const days = (count: number) => ({ from: dayOf(0), to: dayOf(count) });
const planOf = (count: number, dateType: '0' | '2' = '0') =>
  ({
    parameters: { dateType },
    values: {},
    slices: { ...days(count), hours: 24 },
    window: { ...days(count), begins: 'input', selection: '', emptyAfterHours: 48 },
    paging: 'from-last',
    pageSize: 2,
    concurrency: 1,
  }) as unknown as Plan;
const moved = (page: number, pages: number) =>
  ({ evidence: { rows: 1, hasNext: page < pages, keys: '' } }) as PageSynced;

const listsOf = (plan: Plan, pages: (day: string) => number, carry?: unknown) =>
  new Lists(
    {
      table,
      plan,
      startedAt,
      countPages: async ({ values }) => pages(String(values['WINDOW_FROM|datetime'])),
    },
    carry as ListsSnapshot | undefined,
  );
const afterwards = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Reads a page of a list, and closes it at its end. */
function step(lists: Lists, list: List, pages = 1): number {
  const page = list.take();
  list.returned(page, moved(page, pages));
  if (!list.goesOn()) lists.close(list);
  return page;
}

describe('the lists of a run', () => {
  it('come one after the other where one is read at a time, and what changed comes last', async () => {
    const lists = listsOf(planOf(3, '2'), () => 1);
    const order: unknown[] = [];
    while (lists.isUnfinished) {
      const list = lists.take()!;
      await list.begin();
      order.push([list.name.slice, lists.slicesDone, lists.isReady]);
      step(lists, list);
    }
    expect(order).toEqual([
      ['2026-11-01', 0, true],
      ['2026-11-02', 1, false],
      ['2026-11-03', 2, false],
      ['changed', 3, false],
    ]);
    expect(lists.take()).toBeUndefined();
  });

  it('are not begun beside a neighbour, whose last second is their first', () => {
    const lists = listsOf(planOf(4), () => 1);
    const [first, third] = [lists.take()!, lists.take()!];
    expect([first.slice, third.slice, lists.isReady, lists.take()]).toEqual([0, 2, false, undefined]);
    lists.close(first);
    expect(lists.isReady).toBe(false);
    lists.close(third);
    expect(lists.take()!.slice).toBe(1);
  });

  it('leave what changed until the last slice is read', () => {
    const lists = listsOf(planOf(1, '2'), () => 1);
    const slice = lists.take()!;
    expect([lists.isReady, lists.isUnfinished]).toEqual([false, true]);
    lists.close(slice);
    const changed = lists.take()!;
    expect([changed.name, lists.isUnfinished]).toEqual([{ slice: 'changed' }, true]);
    lists.close(changed);
    expect(lists.isUnfinished).toBe(false);
  });

  it('go on where an execution before stood, in the middle of a slice', async () => {
    const before = listsOf(planOf(4, '2'), () => 3);
    const begun = before.take()!;
    await begun.begin();
    begun.returned(begun.take(), moved(3, 3));
    const lists = listsOf(planOf(4, '2'), () => 3, afterwards(before.snapshot()));
    const list = lists.take()!;
    await list.begin();
    expect([list.slice, list.nextPage, lists.slicesDone]).toEqual([0, 2, 0]);
    while (!list.isDone) step(lists, list, 3);
    expect([lists.take()!.slice, lists.slicesDone]).toEqual([1, 1]);
  });

  it('that contradict themselves are read three times, and named', async () => {
    const lists = listsOf(planOf(3), () => 2);
    const list = lists.take()!;
    const repeats: boolean[] = [];
    const contrary = (page: number) =>
      ({
        evidence: { rows: 2, hasNext: page < 2, total: 4, keys: 'AAAAAAABAAAAAA', fingerprint: 'CAAAAAA' },
      }) as PageSynced;
    while (!list.isDone) {
      await list.begin();
      const page = list.take();
      repeats.push(list.isRepeat);
      list.returned(page, contrary(page));
      list.goesOn();
    }
    lists.close(list);
    expect(repeats).toEqual([false, false, true, true, true, true]);
    expect(lists.firstContradictory).toEqual({
      slice: '2026-11-01',
      contradiction: { kind: 'fewer', counted: 4, distinct: 2 },
    });
    expect(listsOf(planOf(3), () => 1, afterwards(lists.snapshot())).firstContradictory).toEqual(
      lists.firstContradictory,
    );
  });

  describe('whose pages lie too deep', () => {
    const names = async (list: List, pages: number) => {
      const read: string[] = [];
      while (!list.isDone) {
        await list.begin();
        const page = list.take();
        const { values } = list.task(page);
        const ends = Object.values(values).map((text) => text.slice(11, 16));
        read.push([list.name.slice, ...ends, page, list.isRepeat].join(' '));
        list.returned(page, moved(page, pages));
        list.goesOn();
      }
      return read;
    };

    it('are read in halves, one after the other, also after a continuation', async () => {
      const lists = listsOf(planOf(2), () => 2);
      const list = lists.take()!;
      await list.begin();
      expect(list.task(2).mayBeDeep).toBe(true);
      list.take();
      list.halve();
      await list.begin();
      list.take();
      list.halve();
      expect([list.hasMore, list.goesOn(), lists.isReady]).toEqual([false, true, false]);
      const later = listsOf(planOf(2), () => 2, afterwards(lists.snapshot()));
      const halves = ['00:00 06:00', '06:00 12:00', '12:00 00:00'];
      expect(await names(later.take()!, 2)).toEqual(
        halves.flatMap((half) => {
          const name = half.startsWith('00') ? '2026-11-01' : `2026-11-01 ${half.slice(0, 5)}`;
          return [`${name} ${half} 2 false`, `${name} ${half} 1 false`];
        }),
      );
    });

    it('count what was booked before they were cut as read again', async () => {
      const list = listsOf(planOf(1), () => 3).take()!;
      await list.begin();
      list.returned(list.take(), moved(3, 3));
      list.take();
      list.halve();
      expect((await names(list, 1)).every((read) => read.endsWith('true'))).toBe(true);
    });

    it('are cut down to a minute', async () => {
      const minutes = planOf(1);
      const list = listsOf(
        { ...minutes, slices: { ...days(1), to: `${dayOf(0).slice(0, 14)}02:00`, hours: 24 } },
        () => 2,
      ).take()!;
      await list.begin();
      expect(list.task(2).mayBeDeep).toBe(true);
      list.halve();
      await list.begin();
      expect(list.task(2)).not.toHaveProperty('mayBeDeep');
      list.halve();
      expect(list.hasMore).toBe(true);
    });

    it('are not cut where several pages of a list are synced at once, nor for their first page', async () => {
      const shared = listsOf({ ...planOf(1), paging: 'number', concurrency: 2 }, () => 2).take()!;
      await shared.begin();
      expect([shared.task(1), shared.task(2)].map(({ mayBeDeep }) => mayBeDeep)).toEqual([
        undefined,
        undefined,
      ]);
    });
  });

  it.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    'are each read once to the end, whatever the concurrency, the pages and the continuations (seed %i)',
    async (seed) => {
      const random = new Random(seed, 'lists');
      const [concurrency, count] = [random.int(1, 6), random.int(1, 28)];
      const pages = new Map<string, number>();
      const pagesOf = (day: string) => pages.get(day) ?? pages.set(day, random.int(1, 9)).get(day)!;
      const plan = planOf(count, random.int(0, 1) === 0 ? '0' : '2');
      const read: string[] = [];
      let lists = listsOf(plan, pagesOf);
      let open: List[] = [];
      while (lists.isUnfinished) {
        if (random.int(1, 12) === 1) {
          const carry = afterwards(lists.snapshot());
          expect(carry.begun.length).toBeLessThanOrEqual(concurrency);
          expect(carry.left.length).toBeLessThanOrEqual(2 * concurrency);
          [lists, open] = [listsOf(plan, pagesOf, carry), []];
        }
        while (open.length < concurrency && lists.isReady) {
          open.push(lists.take()!);
          await open.at(-1)!.begin();
        }
        const places = open.map(({ slice }) => slice).sort((a, b) => a - b);
        places.slice(1).forEach((place, index) => expect(place - places[index]!).toBeGreaterThan(1));
        expect(open.length).toBeGreaterThan(0);
        const list = open[random.int(0, open.length - 1)]!;
        if (list.name.slice === 'changed') expect([open.length, lists.slicesDone]).toEqual([1, count]);
        const page = step(lists, list, pagesOf(dayOf(list.slice)));
        if (list.name.slice !== 'changed') read.push(`${list.slice} ${page}`);
        if (list.isDone) open.splice(open.indexOf(list), 1);
      }
      const expected = Array.from({ length: count }, (_, slice) => {
        const of = pagesOf(dayOf(slice));
        return Array.from({ length: of }, (_, page) => `${slice} ${page + 1}`);
      }).flat();
      expect(read.toSorted()).toEqual(expected.toSorted());
    },
  );
});
