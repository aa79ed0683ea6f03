import { ago, lastDays, numbers, QimenBench, type QimenAnswer } from './support';

let bench: QimenBench;

beforeAll(async () => {
  bench = await QimenBench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.fresh());

const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ io_id: at + 1, modified: ago(3600 - at), so_id: `s${at}` }));
const today = () => lastDays(1, Date.now() + 3600_000);

/** All pages of a query by page number. */
async function pages(query: Record<string, string | number>): Promise<QimenAnswer['response'][]> {
  const read = [await bench.query({ ...query, page_index: 1 })];
  while (read.at(-1)!.has_next) read.push(await bench.query({ ...query, page_index: read.length + 1 }));
  return read;
}

test('every bill of 20 days once, by windows of 5 days, pages of 7; the last page is short', async () => {
  const read: number[] = [];
  for (const day of [15, 10, 5, 0]) {
    const window = lastDays(5, Date.now() - day * 86_400_000);
    for (const page of await pages({ ...window, page_size: 7 })) read.push(...numbers(page));
  }
  const held = (await bench.rows()).map(({ io_id }) => Number(io_id));
  expect(held).toHaveLength(200);
  expect(new Set(read)).toEqual(new Set(held));
});

test('a page: counts, has_next, an empty page behind the last', async () => {
  await bench.put(rows(25));
  const [first, second, third] = await pages({ ...today(), page_size: 10 });
  expect(first).toMatchObject({
    page_size: 10,
    page_index: 1,
    data_count: 25,
    page_count: 3,
    has_next: true,
  });
  expect(second).toMatchObject({ page_index: 2, has_next: true });
  expect(numbers(third!)).toEqual([21, 22, 23, 24, 25]);
  expect(await bench.query({ ...today(), page_index: 4, page_size: 10 })).toMatchObject({
    datas: [],
    has_next: false,
  });
});

test('30 rows a page by default, at most 50; the limit is a switch', async () => {
  await bench.put(rows(120));
  expect((await bench.query(today())).datas).toHaveLength(30);
  expect(await bench.query({ ...today(), page_size: 100 })).toMatchObject({ page_size: 50, has_next: true });
  await bench.switches({ pageSizeLimit: 100 });
  expect((await bench.query({ ...today(), page_size: 100 })).datas).toHaveLength(100);
  await bench.switches({ pageSizeLimit: 50, oversize: 'refuse' });
  expect(await bench.query({ ...today(), page_size: 51 })).toMatchObject({ flag: 'failure', code: 140 });
});

test('counts may be 0 or absent while has_next is true; is_get_total=false leaves them out', async () => {
  await bench.put(rows(25));
  const page = { ...today(), page_index: 1, page_size: 10 };
  expect(await bench.query({ ...page, is_get_total: 'false' })).not.toHaveProperty('data_count');
  await bench.switches({ counts: 'zero' });
  expect(await bench.query(page)).toMatchObject({ data_count: 0, page_count: 0, has_next: true });
  await bench.switches({ counts: 'absent' });
  expect(await bench.query(page)).not.toHaveProperty('page_count');
});

test('the list lies about its counts, its next page, its pages or its order', async () => {
  await bench.put(rows(25));
  const page = (page_index: number) => bench.query({ ...today(), page_index, page_size: 10 });
  await bench.switches({ counts: 'page', hasNext: 'never' });
  expect(await page(3)).toMatchObject({ data_count: 5, page_count: 1, has_next: false });
  await bench.switches({ hasNext: 'always', pageTurning: 'first' });
  expect(await page(3)).toMatchObject({ has_next: true, datas: (await page(1)).datas });
  await bench.switches({ pageTurning: 'asked', windowOrder: 'unstable' });
  expect(numbers(await page(1))).not.toEqual(numbers(await page(1)));
});

test('rows come by modified, then number; other orders are switches', async () => {
  const moment = ago(60);
  await bench.put([
    { io_id: 3, modified: moment },
    { io_id: 1, modified: ago(10) },
    { io_id: 2, modified: moment },
  ]);
  expect(numbers(await bench.query(today()))).toEqual([2, 3, 1]);
  await bench.switches({ windowOrder: 'modified-desc' });
  expect(numbers(await bench.query(today()))).toEqual([1, 3, 2]);
  await bench.switches({ windowOrder: 'io-id' });
  expect(numbers(await bench.query(today()))).toEqual([1, 2, 3]);
  await bench.switches({ windowOrder: 'as-held' });
  expect(numbers(await bench.query(today()))).toEqual([3, 1, 2]);
});

describe('drift: the oldest row is modified between two pages', () => {
  test('page numbers skip one row; the moved row comes again when its new time is in the window', async () => {
    await bench.put(rows(9));
    await bench.switches({ touch: 1 });
    const read = (await pages({ ...today(), page_size: 3 })).map(numbers);
    expect(read).toEqual([
      [1, 2, 3],
      [5, 6, 7],
      [8, 9, 1],
    ]);
    expect((await bench.control<{ touch: number }>('GET', '/switches/qimen')).json.touch).toBe(0);
  });

  test('or is gone from a window that ends before now', async () => {
    await bench.put(rows(9));
    await bench.switches({ touch: 1 });
    const read = await pages({ ...lastDays(1, Date.now() - 60_000), page_size: 3 });
    expect(read.flatMap(numbers)).toEqual([1, 2, 3, 5, 6, 7, 8, 9]);
  });

  test('the row version finds the row again', async () => {
    await bench.put(rows(9));
    const last = (await bench.query({ start_ts: 1, page_size: 50 })).datas.at(-1)!;
    await bench.switches({ touch: 1 });
    await bench.query({ ...today(), page_size: 3 });
    const { datas } = await bench.query({ start_ts: String(last.ts), is_get_total: 'false' });
    expect(datas.map(({ io_id }) => io_id)).toEqual([9, 1]);
    expect(datas[1]).toMatchObject({ so_id: 's0', ts: Number(last.ts) + 1 });
  });
});

describe('start_ts, the row version as a cursor', () => {
  /** The vendor's template: page 1 again and again, from the largest version received. */
  async function byVersion(): Promise<number[]> {
    const read: number[] = [];
    let start = '1';
    for (let calls = 0; calls < 20; calls += 1) {
      const { datas } = await bench.query({
        start_ts: start,
        is_get_total: 'false',
        page_index: 1,
        page_size: 4,
      });
      const last = String(datas.at(-1)?.ts ?? start);
      if (last === start) return read;
      read.push(...datas.filter(({ ts }) => String(ts) !== start).map(({ io_id }) => Number(io_id)));
      start = last;
    }
    throw new Error('the cursor never came to its end');
  }

  test('every row once in the order of versions; the boundary row comes again', async () => {
    await bench.put(rows(10));
    expect(await byVersion()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const [first] = await bench.rows();
    const { datas } = await bench.query({ start_ts: String(first!.ts), page_size: 1 });
    expect(datas[0]!.io_id).toBe(1);
  });

  test('no window is needed, one may be combined', async () => {
    await bench.put(rows(10));
    expect((await bench.query({ start_ts: 1 })).datas).toHaveLength(10);
    expect((await bench.query({ start_ts: 1, ...lastDays(1, Date.now() - 86_400_000) })).datas).toEqual([]);
  });

  test('versions beyond 2^53 leave as numbers, digit by digit', async () => {
    await bench.put([{ io_id: 1, ts: '9007199254740993', remark: '"ts":"5"' }, { io_id: 2 }]);
    const { text } = await bench.send({ start_ts: '9007199254740993' });
    expect(text).toContain('"ts":9007199254740993}');
    expect(text).toContain('"ts":9007199254740994}');
    expect(text).toContain(String.raw`"remark":"\"ts\":\"5\""`);
    expect((await bench.query({ start_ts: '9007199254740994' })).datas).toHaveLength(1);
  });

  test('the version may be text or absent', async () => {
    await bench.switches({ rowVersion: 'text' });
    expect((await bench.query({ start_ts: 1, page_size: 1 })).datas[0]!.ts).toBe('1000001');
    await bench.switches({ rowVersion: 'absent' });
    expect((await bench.query({ start_ts: 1, page_size: 1 })).datas[0]).not.toHaveProperty('ts');
  });
});
