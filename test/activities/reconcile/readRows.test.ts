import type { PageTask } from '../../../src/activities/tasks';
import type { Paging } from '../../../src/contract/page';
import { readRows } from '../../../src/activities/reconcile/readRows';
import type { PageQuery, SourceConnector, SourcePage } from '../../../src/connectors/connector';

const task = {
  source: { connection: 's', method: 'm', request: {} },
  values: {},
  parameters: {},
  page: { number: 1, size: 2 },
} as unknown as PageTask;

/** Reads a list of pages; each page is its keys. */
async function read(
  paging: Paging,
  page: (query: PageQuery['page']) => Partial<SourcePage> & { keys: string[] },
) {
  const asked: (number | string)[] = [];
  const source = {
    platform: 'p',
    readPage: ({ page: query }: PageQuery) => {
      asked.push(query.after ?? query.number);
      const { keys, ...rest } = page(query);
      return Promise.resolve({ hasNext: false, rows: keys.map((key) => ({ key, row: {} })), ...rest });
    },
  } as unknown as SourceConnector;
  const keys: string[] = [];
  const pages = readRows(source, task, paging, { signal: new AbortController().signal });
  let next = await pages.next();
  for (; next.done !== true; next = await pages.next()) keys.push(...next.value.map(({ key = '' }) => key));
  return { asked, keys, ...(next.value ? { contradiction: next.value } : {}) };
}

test('by number: forwards until there is no further page', async () => {
  const pages = await read('number', ({ number }) => ({ keys: [`k${number}`], hasNext: number < 3 }));
  expect(pages).toEqual({ asked: [1, 2, 3], keys: ['k1', 'k2', 'k3'] });
});

test('by key: each page after the cursor of the one before', async () => {
  const pages = await read('key', ({ after }) =>
    after === undefined ? { keys: ['a'], hasNext: true, cursor: 'c1' } : { keys: [] },
  );
  expect(pages).toEqual({ asked: [1, 'c1'], keys: ['a'] });
});

test('from the last: what has come beyond it first, then down to the first', async () => {
  const pages = await read('from-last', ({ number }) => ({
    keys: [`k${number}`, `l${number}`].slice(0, number < 4 ? 2 : 1),
    hasNext: number < 4,
    pageCount: 3,
  }));
  expect(pages).toEqual({
    asked: [1, 3, 4, 2, 1],
    keys: ['k3', 'l3', 'k4', 'k2', 'l2', 'k1', 'l1'],
  });
});

test('from the last, where the list is one page or is not counted', async () => {
  expect(await read('from-last', () => ({ keys: ['a'], pageCount: 1 }))).toEqual({ asked: [1], keys: ['a'] });
  const uncounted = await read('from-last', ({ number }) => ({ keys: [`k${number}`], hasNext: number < 2 }));
  expect(uncounted).toEqual({ asked: [1, 2], keys: ['k1', 'k2'] });
});

test('a source that serves one page for ever is read three times, and says in what it contradicts itself', async () => {
  const { asked, contradiction } = await read('number', () => ({ keys: ['a'], hasNext: true }));
  expect(asked).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4]);
  expect(contradiction).toEqual({ kind: 'repeated', page: 4 });
});

test('a list whose counted end is empty is read from the first page at last', async () => {
  const { asked, keys, contradiction } = await read('from-last', ({ number }) => ({
    keys: number === 1 ? ['a', 'b'] : number === 2 ? ['c'] : [],
    hasNext: false,
    total: 3,
    pageCount: 9,
  }));
  expect(asked).toEqual([1, 9, 8, 7, 1, 9, 8, 7, 1, 2, 3, 4, 5]);
  expect([keys, contradiction]).toEqual([['a', 'b', 'c'], undefined]);
});
