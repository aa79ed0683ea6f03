import type { PageMoved, Plan } from '../../../src/activities/contract';
import { schemes } from '../../../src/workflows/catalogue';
import type { Carry } from '../../../src/workflows/engine/carry';
import type { List } from '../../../src/workflows/engine/list';
import { Lists } from '../../../src/workflows/engine/lists';
import { Random } from '../../faults/support/random';

const table = schemes.qimenSaleoutsToKingdeeOutstocks!;
const startedAt = '2026-11-27T04:00:00.000Z';
const dayOf = (slice: number) => `2026-11-${String(slice + 1).padStart(2, '0')} 00:00:00`;
const days = (count: number) => ({ from: dayOf(0), to: dayOf(count) });
const planOf = (count: number, dateType: '0' | '2' = '0') =>
  ({
    parameters: { dateType },
    values: {},
    sliced: { ...days(count), days: 1 },
    window: { ...days(count), begins: 'input', selection: '', emptyAfterHours: 48 },
    paging: 'from-last',
    rereads: 2,
  }) as unknown as Plan;
const moved = (page: number, pages: number) =>
  ({ read: 1, hasNext: page < pages, fingerprint: `f${page}` }) as PageMoved;

const listsOf = (plan: Plan, pages: (day: string) => number, carry?: unknown) =>
  new Lists(
    {
      table,
      plan,
      startedAt,
      countPages: async ({ values }) => pages(String(values['WINDOW_FROM|datetime'])),
    },
    carry as Carry | undefined,
  );
const afterwards = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Reads a page of a list, and closes it at its end. */
function step(lists: Lists, list: List, pages = 1): number {
  const page = list.pages.take();
  list.pages.returned(page, moved(page, pages));
  if (!list.pages.hasMore) lists.close(list);
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

  it('go on where an execution of 0.2.0 stood, in the middle of a slice', async () => {
    const slices = [1, 2, 3, 4].map((day) => ({ 'WINDOW_FROM|datetime': `2026-11-0${day} 00:00:00` }));
    const { sliced: _sliced, ...plan } = planOf(4, '2');
    const carry = { slice: 1, pages: { next: 3, down: true, fingerprint: 'f4' }, hasMoved: true };
    const lists = listsOf({ ...plan, slices }, () => 1, carry);
    expect([lists.slicesDone, lists.hasMoved]).toEqual([1, true]);
    const list = lists.take()!;
    await list.begin();
    expect([list.slice, list.pages.nextPage, list.task(3).values]).toEqual([1, 3, slices[1]]);
    while (list.pages.hasMore) step(lists, list);
    expect([lists.take()!.slice, lists.slicesDone]).toEqual([2, 2]);
  });

  it.each([
    ['between two slices', { slice: 2 }, 2, 2],
    ['before what changed', { slice: 4 }, 4, 4],
    [
      'in what changed',
      { slice: 4, pages: { next: 2, down: false, fingerprint: '' }, changed: { since: 's', until: 'u' } },
      4,
      4,
    ],
  ])('go on where one of 0.2.0 stood %s', (_, carry, slice, done) => {
    const lists = listsOf(planOf(4, '2'), () => 1, carry);
    expect([lists.slicesDone, lists.isUnfinished, lists.take()!.slice]).toEqual([done, true, slice]);
  });

  it.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    'are each read once to the end, whatever the lanes, the pages and the continuations (seed %i)',
    async (seed) => {
      const random = new Random(seed, 'lists');
      const [lanes, count] = [random.int(1, 6), random.int(1, 28)];
      const pages = new Map<string, number>();
      const pagesOf = (day: string) => pages.get(day) ?? pages.set(day, random.int(1, 9)).get(day)!;
      const plan = planOf(count, random.int(0, 1) === 0 ? '0' : '2');
      const read: string[] = [];
      let lists = listsOf(plan, pagesOf);
      let open: List[] = [];
      while (lists.isUnfinished) {
        if (random.int(1, 12) === 1) {
          const carry = afterwards(lists.snapshot());
          expect(carry.begun.length).toBeLessThanOrEqual(lanes);
          expect(carry.left.length).toBeLessThanOrEqual(2 * lanes);
          [lists, open] = [listsOf(plan, pagesOf, { lists: carry }), []];
        }
        while (open.length < lanes && lists.isReady) {
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
        if (!list.pages.hasMore) open.splice(open.indexOf(list), 1);
      }
      const expected = Array.from({ length: count }, (_, slice) => {
        const of = pagesOf(dayOf(slice));
        return Array.from({ length: of }, (_, page) => `${slice} ${page + 1}`);
      }).flat();
      expect(read.toSorted()).toEqual(expected.toSorted());
    },
  );
});
