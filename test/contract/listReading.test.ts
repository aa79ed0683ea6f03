import { pageEvidence } from '../../src/activities/page/read';
import { pagesCounted } from '../../src/contract/listEvidence';
import { ListReading } from '../../src/contract/listReading';

type Paging = 'number' | 'from-last' | 'key';

/** A page as a platform answers it. */
interface Answer {
  readonly keys: readonly string[];
  readonly hasNext?: boolean;
  readonly total?: number | undefined;
  readonly pageCount?: number | undefined;
  readonly cursor?: string;
}

interface Read {
  readonly asked: readonly number[];
  readonly distinct: number;
  readonly contradiction: unknown;
}

/** What a page says of its list, as the activity that reads it tells. */
function seenOf(
  { keys, hasNext = false, total, pageCount, cursor }: Answer,
  page: { number: number; size: number },
) {
  const counts = { ...(total && { total }), ...(pageCount && { pageCount }), ...(cursor && { cursor }) };
  return pageEvidence({ rows: keys.map((key) => ({ key })), hasNext, ...counts }, page);
}

/** Reads a list as runs and reconciliations do, with a continuation after every page. */
function read(paging: Paging, size: number, answer: (page: number) => Answer, most = 30_000): Read {
  const order = {
    paging,
    size,
    count: paging === 'from-last' ? pagesCounted(seenOf(answer(1), { number: 1, size }), size) : 1,
  };
  let list = new ListReading(order);
  const [asked, keys] = [[] as number[], new Set<string>()];
  while (list.goesOn()) {
    const number = list.take();
    asked.push(number);
    answer(number).keys.forEach((key) => keys.add(key));
    list.returned(number, seenOf(answer(number), { number, size }));
    if (asked.length > most) throw new Error('no end');
    if (asked.length < 100) list = new ListReading(order, JSON.parse(JSON.stringify(list.snapshot())));
  }
  return { asked, distinct: keys.size, contradiction: list.contradiction };
}

const keysOf = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `k${from + at}`);
/** A list of so many rows that tells the truth. */
const honest =
  (rows: number, size: number, more: Partial<Answer> = {}) =>
  (page: number): Answer => ({
    keys: keysOf(Math.min(rows, (page - 1) * size), Math.min(rows, page * size)),
    hasNext: page * size < rows,
    total: rows,
    pageCount: Math.ceil(rows / size),
    ...more,
  });

describe('a list that tells the truth', () => {
  it.each([
    [0, [1]],
    [3, [1]],
    [10, [1, 2, 3]],
    // Its count spans two pages and agrees: no further page is asked for.
    [8, [1, 2]],
    // A full page alone could be one of many whose count is of the page.
    [4, [1, 2]],
  ])('of %i rows is read forwards with the pages %j', (rows, asked) => {
    expect(read('number', 4, honest(rows, 4))).toEqual({ asked, distinct: rows, contradiction: undefined });
  });

  it.each([
    [3, [1]],
    [10, [3, 2, 1]],
    [8, [2, 1]],
    [4, [1, 2]],
  ])('of %i rows is read from the last with the pages %j', (rows, asked) => {
    expect(read('from-last', 4, honest(rows, 4))).toEqual({
      asked,
      distinct: rows,
      contradiction: undefined,
    });
  });

  it.each(['number', 'from-last'] as const)(
    'and counts nothing is read to an empty page where its last one is full (%s)',
    (paging) => {
      const silent = (page: number) => ({ ...honest(8, 4)(page), total: undefined, pageCount: undefined });
      const end = (page: number) => ({ ...silent(page), hasNext: page < 2 });
      expect(read(paging, 4, end)).toMatchObject({ asked: [1, 2, 3], distinct: 8, contradiction: undefined });
    },
  );

  it('may be read several pages at once: pages that run ahead change nothing', () => {
    const list = new ListReading({ paging: 'number', size: 4 });
    const taken = [list.take(), list.take(), list.take(), list.take()];
    for (const number of [4, 2, 3, 1]) {
      list.returned(number, seenOf(honest(10, 4)(number), { number, size: 4 }));
    }
    expect([taken, list.goesOn(), list.contradiction]).toEqual([[1, 2, 3, 4], false, undefined]);
  });

  it('of a thousand pages is carried in 20 KB', () => {
    const list = new ListReading({ paging: 'from-last', size: 50, count: 1_000 });
    while (list.goesOn()) {
      const number = list.take();
      list.returned(number, seenOf(honest(50_000, 50)(number), { number, size: 50 }));
    }
    expect(list.contradiction).toBeUndefined();
    expect(JSON.stringify(list.snapshot()).length).toBeLessThan(20_000);
  });

  it('from which rows leave is read from the last without a contradiction, though rows come twice', () => {
    let rows = keysOf(0, 20);
    const moving = (number: number): Answer => {
      const page = rows.slice((number - 1) * 4, number * 4);
      const total = rows.length;
      return { keys: page, hasNext: number * 4 < total, total, pageCount: Math.ceil(total / 4) };
    };
    const list = new ListReading({ paging: 'from-last', size: 4, count: 5 });
    const found = new Set<string>();
    while (list.goesOn()) {
      const number = list.take();
      moving(number).keys.forEach((key) => found.add(key));
      list.returned(number, seenOf(moving(number), { number, size: 4 }));
      rows = rows.slice(number === 2 ? 4 : 1);
    }
    expect(list.contradiction).toBeUndefined();
    expect([...found]).toEqual(expect.arrayContaining(rows));
  });
});

describe('a list that contradicts itself', () => {
  it.each(['number', 'from-last'] as const)(
    'by showing one page for another is not believed (%s)',
    (paging) => {
      const same = (): Answer => ({ keys: ['a', 'b'], hasNext: false, total: 5 });
      const { contradiction, asked } = read(paging, 2, same);
      expect(contradiction).toMatchObject({ kind: expect.stringMatching(/fewer|repeated/) as string });
      expect(asked.length).toBeLessThanOrEqual(4);
    },
  );

  it.each(['number', 'from-last'] as const)(
    'by rows that change places, though as many come as are counted (%s)',
    (paging) => {
      const pages = [
        ['1', '2'],
        ['2', '3'],
        ['3', '6'],
      ];
      const unstable = (page: number): Answer => ({
        keys: pages[page - 1] ?? [],
        hasNext: page < 3,
        total: 6,
      });
      expect(read(paging, 2, unstable).contradiction).toEqual({ kind: 'fewer', counted: 6, distinct: 4 });
      const uncounted = (page: number): Answer => ({
        keys: pages[page - 1] ?? [],
        hasNext: page < 3,
        pageCount: 3,
      });
      expect(read(paging, 2, uncounted).contradiction).toMatchObject({ kind: 'fewer', distinct: 4 });
    },
  );

  it.each([
    ['number', undefined, [1, 2, 3, 4]],
    ['number', 3, [1, 2, 3, 4]],
    ['from-last', 3, [3, 2, 1]],
  ] as const)('by one page for ever is left (%s, %s pages counted)', (paging, pageCount, asked) => {
    const same = (): Answer => ({
      keys: ['a', 'b'],
      hasNext: true,
      ...(pageCount ? { pageCount, total: 5 } : {}),
    });
    const result = read(paging, 2, same);
    expect(result.contradiction).toMatchObject({ kind: expect.stringMatching(/repeated|fewer/) });
    expect(result.asked.slice(0, 6)).toEqual(
      paging === 'from-last' ? [3, 4, 2, 1].slice(0, result.asked.length) : asked,
    );
  });

  it.each(['number', 'from-last'] as const)('by new rows far beyond its end is left (%s)', (paging) => {
    const endless = (page: number): Answer => ({
      keys: [`${page}a`, `${page}b`],
      hasNext: true,
      total: 5,
      pageCount: 3,
    });
    expect(read(paging, 2, endless)).toMatchObject({ contradiction: { kind: 'endless', page: 103 } });
  });

  it('by new rows for ever, without a count, is left after a million rows or so', () => {
    const endless = (page: number): Answer => ({ keys: [String(page)], hasNext: true });
    expect(read('number', 1, endless).contradiction).toEqual({ kind: 'endless', page: 20_000 });
  });

  it('by a cursor that stands still is left', () => {
    const still = (): Answer => ({ keys: ['a'], hasNext: true, cursor: '7' });
    expect(read('key', 1, still)).toMatchObject({
      asked: [1, 2],
      contradiction: { kind: 'repeated', page: 2 },
    });
  });

  it.each(['number', 'from-last'] as const)(
    'by pages that are counted and empty is not believed (%s)',
    (paging) => {
      const hollow = (page: number): Answer => ({
        ...honest(130, 2)(page),
        keys: page > 10 ? [] : honest(130, 2)(page).keys,
      });
      const { contradiction, asked } = read(paging, 2, hollow);
      expect(contradiction).toMatchObject({ kind: 'empty' });
      expect(asked.length).toBeLessThan(20);
    },
  );

  it.each(['number', 'from-last'] as const)(
    'by an empty first page that counts rows is not believed (%s)',
    (paging) => {
      const nothing = (): Answer => ({ keys: [], hasNext: false, total: 11 });
      expect(read(paging, 10, nothing).contradiction).toEqual({ kind: 'empty', page: 1, counted: 11 });
    },
  );

  it('by empty pages that have a next one for ever is left', () => {
    const nothing = (): Answer => ({ keys: [], hasNext: true });
    expect(read('number', 10, nothing)).toMatchObject({ asked: [1, 2, 3], contradiction: { kind: 'empty' } });
    const gap = (page: number): Answer => ({ keys: page === 2 ? [] : [String(page)], hasNext: page < 3 });
    expect(read('number', 2, gap)).toMatchObject({ distinct: 2, contradiction: undefined });
  });

  it('by a count that changes forwards, or grows from the last, is not believed', () => {
    const changing = (page: number): Answer => ({ ...honest(10, 4)(page), total: page === 1 ? 10 : 11 });
    expect(read('number', 4, changing).contradiction).toEqual({ kind: 'changed', from: 10, to: 11 });
    const growing = (page: number): Answer => ({ ...honest(10, 4)(page), total: page === 1 ? 11 : 10 });
    expect(read('from-last', 4, growing).contradiction).toEqual({ kind: 'changed', from: 10, to: 11 });
  });
});

describe('a list that counts wrongly and shows every row is read whole', () => {
  it.each(['number', 'from-last'] as const)('where has_next is false beside three pages (%s)', (paging) => {
    const short = (page: number) => ({ ...honest(130, 50)(page), hasNext: false });
    expect(read(paging, 50, short)).toMatchObject({ distinct: 130, contradiction: undefined });
  });

  it.each([
    ['of the page', (page: number) => honest(5, 2)(page).keys.length],
    ['0, which counts nothing', () => undefined],
    ['of half the list', () => 3],
  ])('where the total is %s', (_, total) => {
    const counted = (page: number): Answer => {
      const { keys } = honest(5, 2)(page);
      const count = total(page);
      return { keys, hasNext: false, ...(count ? { total: count } : {}) };
    };
    expect(read('number', 2, counted)).toMatchObject({ distinct: 5, contradiction: undefined });
    expect(read('from-last', 2, counted)).toMatchObject({ distinct: 5, contradiction: undefined });
  });

  it.each(['number', 'from-last'] as const)(
    'where rows are taken out of a page after it is cut (%s)',
    (paging) => {
      const filtered = (page: number): Answer => ({
        keys: [['1', '2'], ['4', '5'], ['7']][page - 1] ?? [],
        hasNext: page < 3,
        total: 7,
      });
      expect(read(paging, 3, filtered)).toMatchObject({ distinct: 5, contradiction: undefined });
    },
  );

  it.each(['number', 'from-last'] as const)('where pages are smaller than asked for (%s)', (paging) => {
    const capped = (page: number): Answer => ({ ...honest(130, 50)(page), pageCount: undefined });
    expect(read(paging, 100, (page) => ({ ...capped(page), hasNext: page * 100 < 130 }))).toMatchObject({
      distinct: 130,
      contradiction: undefined,
    });
  });
});
