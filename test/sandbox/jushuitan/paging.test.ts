import { JushuitanBench, type JushuitanAnswer } from '../support/jushuitan';

let bench: JushuitanBench;

beforeAll(async () => {
  bench = await JushuitanBench.start();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.reset();
  await bench.switches({ ratePerSecond: 0, ratePerMinute: 0 });
});

const row = (wms_co_id: number, more: object = {}) => ({
  name: `仓${wms_co_id}`,
  co_id: 1,
  wms_co_id,
  ...more,
});
const numbers = ({ data }: JushuitanAnswer) => data.datas.map(({ wms_co_id }) => wms_co_id);

test('230 warehouses in pages of 50: every one once, the last page short', async () => {
  await bench.reset({ sizes: { warehouses: 230 } });
  await bench.switches({ ratePerSecond: 0, ratePerMinute: 0 });
  const pages = [];
  for (let page_index = 1; page_index <= 5; page_index += 1)
    pages.push(await bench.open({ page_index, page_size: 50 }));
  expect(pages.map(({ data }) => [data.datas.length, data.has_next])).toEqual([
    [50, true],
    [50, true],
    [50, true],
    [50, true],
    [30, false],
  ]);
  expect(new Set(pages.flatMap(numbers)).size).toBe(230);
});

test('nothing sent is page 1 of 30; null, "" and strings are understood', async () => {
  expect((await bench.open({})).data).toMatchObject({ page_index: 1, page_size: 30, has_next: false });
  expect((await bench.open({ page_index: null, page_size: '' })).data).toMatchObject({
    page_index: 1,
    page_size: 30,
  });
  expect((await bench.open({ page_index: '2', page_size: '7' })).data).toMatchObject({
    page_index: 2,
    page_size: 7,
  });
});

test('a page behind the last one is empty', async () => {
  expect((await bench.open({ page_index: 9 })).data).toMatchObject({ datas: [], has_next: false });
});

test.each([
  ['{"page_index":"abc"}', { code: 130, msg: '参数无法转换' }],
  ['{"page_index":1.5}', { code: 130, msg: '参数无法转换' }],
  ['{"page_size":', { code: 130, msg: '参数无法转换' }],
  ['[]', { code: 130, msg: '参数无法转换' }],
  ['{"page_index":0}', { code: 140, msg: '参数不符合规范,请检查传入参数!' }],
  ['{"page_size":0}', { code: 140, msg: '参数不符合规范,请检查传入参数!' }],
])('biz %s is refused', async (biz, refusal) => {
  expect(await bench.open(biz)).toEqual(refusal);
});

test('an oversize page is clamped or refused', async () => {
  await bench.reset({ sizes: { warehouses: 120 } });
  expect((await bench.open({ page_size: 500 })).data).toMatchObject({ page_size: 100, has_next: true });
  await bench.switches({ oversize: 'refuse', pageSizeLimit: 50 });
  expect(await bench.open({ page_size: 51 })).toMatchObject({ code: 140 });
  expect((await bench.open({ page_size: 50 })).data.datas).toHaveLength(50);
});

test('counts may be 0 or absent while has_next is true', async () => {
  await bench.switches({ counts: 'zero' });
  const zero = (await bench.open({ page_index: 1, page_size: 10 })).data;
  expect(zero).toMatchObject({ data_count: 0, page_count: 0, page_index: 1, page_size: 10, has_next: true });
  await bench.switches({ counts: 'absent' });
  const absent = (await bench.open({ page_index: 1, page_size: 10 })).data;
  expect(Object.keys(absent).toSorted()).toEqual(['datas', 'has_next', 'page_index', 'page_size']);
});

test('only enabled warehouses are returned, the main one first', async () => {
  await bench.warehouses([
    row(5, { status: '生效' }),
    row(4, { status: '停用' }),
    row(3, { status: '生效', is_main: true }),
    row(2),
  ]);
  expect(numbers(await bench.open({}))).toEqual([3, 5, 2]);
  await bench.switches({ warehouseOrder: 'as-held' });
  expect(numbers(await bench.open({}))).toEqual([5, 3, 2]);
  await bench.switches({ warehouseOrder: 'by-number' });
  expect(numbers(await bench.open({}))).toEqual([2, 3, 5]);
});

test('is_main comes as the switch says', async () => {
  await bench.warehouses([row(1, { is_main: true }), row(2, { is_main: false }), row(3)]);
  const flags = async (isMain: string) => {
    await bench.switches({ isMain });
    return (await bench.open({})).data.datas.map((one) => ('is_main' in one ? one.is_main : 'none'));
  };
  expect(await flags('present')).toEqual([true, false, 'none']);
  expect(await flags('number')).toEqual([1, 0, 'none']);
  expect(await flags('text')).toEqual(['1', '0', 'none']);
  expect(await flags('absent')).toEqual(['none', 'none', 'none']);
});

test('rows are served as they were given', async () => {
  const rows = [row(1, { remark1: null, remark2: '', extra: [1] }), row(2, { is_main: '0' })];
  await bench.warehouses(rows);
  expect((await bench.open({})).data.datas).toEqual(rows);
});

test.each([
  [[row(1), row(1)], /wms_co_id 1 is there twice/],
  [[{ name: 'x', co_id: 1 }], /0\.wms_co_id/],
])('rows that cannot be held are refused: %j', async (rows, line) => {
  const { status, json } = await bench.warehouses(rows);
  expect(status).toBe(400);
  expect(json.error).toMatch(line);
});

describe('a list that lies', () => {
  const page = async (page_index: number) => (await bench.open({ page_index, page_size: 4 })).data;
  beforeEach(async () => {
    await bench.warehouses(Array.from({ length: 10 }, (_, at) => row(at + 1)));
  });

  test('about what it counts, and about a next page', async () => {
    await bench.switches({ counts: 'page', hasNext: 'never' });
    expect(await page(3)).toMatchObject({ data_count: 2, page_count: 1, has_next: false });
    expect(await page(1)).toMatchObject({ data_count: 4, page_count: 1, has_next: false });
    await bench.switches({ counts: 'exact', hasNext: 'always' });
    expect(await page(9)).toMatchObject({ data_count: 10, datas: [], has_next: true });
  });

  test('about its pages and its order', async () => {
    await bench.switches({ pageTurning: 'first' });
    expect(await page(3)).toMatchObject({ page_index: 3, datas: (await page(1)).datas });
    await bench.switches({ pageTurning: 'asked', warehouseOrder: 'unstable' });
    const orders = [await page(1), await page(1), await page(1)].map(({ datas }) => JSON.stringify(datas));
    expect(new Set(orders).size).toBe(3);
  });
});
