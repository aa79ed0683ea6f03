import { readFileSync } from 'node:fs';
import path from 'node:path';
import { GuanyiBench, shop, type GuanyiAnswer } from './support';

let bench: GuanyiBench;

beforeAll(async () => {
  bench = await GuanyiBench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());

const ids = ({ shops }: GuanyiAnswer) => shops.map(({ id }) => id);

/** The body of a sample answer. */
function sample(name: string): { shops: object[]; total: number } {
  const file = path.join(__dirname, '../../fixtures/platforms', `guanyi-${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')).body;
}

test.each([
  ['2025', 'shop-get.live', 10],
  ['2019', 'shop-get.doc', 0],
])(
  'the answer of %s comes out of its rows member by member, in its order',
  async (answerShape, name, others) => {
    const body = sample(name);
    const older = { modify_date: '2001-01-01 00:00:00' };
    await bench.shops([...body.shops, ...Array.from({ length: others }, (_, at) => shop(at + 1, older))]);
    await bench.switches({ answerShape });
    expect(JSON.stringify(await bench.query({ page_size: 1 }))).toBe(JSON.stringify(body));
  },
);

test('the answer of 2021 has its members, and those of its rows, in another order', async () => {
  const body = sample('shop-get.member-order.constructed');
  const rows = body.shops.map((row) => Object.fromEntries(Object.entries(row).toReversed()));
  await bench.shops(rows);
  await bench.switches({ answerShape: '2021', shopOrder: 'as-held' });
  expect(JSON.stringify(await bench.query())).toBe(JSON.stringify(body));
});

test('an empty page as the sample has it; null or no list where the switch says so', async () => {
  const body = sample('shop-get.empty-page.constructed');
  await bench.reset({ sizes: { shops: body.total } });
  const past = () => bench.query({ page_no: 9 });
  expect(JSON.stringify(await past())).toBe(JSON.stringify(body));
  await bench.switches({ emptyList: 'null' });
  expect(await past()).toMatchObject({ success: true, shops: null, total: 11 });
  await bench.switches({ emptyList: 'absent' });
  expect(await past()).not.toHaveProperty('shops');
});

test('230 shops in pages of 50: every one once, total on every page', async () => {
  await bench.reset({ sizes: { shops: 230 } });
  const pages = [];
  for (let page_no = 1; page_no <= 5; page_no += 1) pages.push(await bench.query({ page_no, page_size: 50 }));
  expect(pages.map(({ shops, total }) => [shops.length, total])).toEqual([
    [50, 230],
    [50, 230],
    [50, 230],
    [50, 230],
    [30, 230],
  ]);
  expect(new Set(pages.flatMap(ids)).size).toBe(230);
  const dates = pages.flatMap(({ shops }) => shops.map(({ modify_date }) => modify_date ?? ''));
  expect(dates).toEqual(dates.toSorted((a, b) => (a < b ? 1 : -1)));
});

test('nothing sent is page 1 of 10; strings are numbers', async () => {
  const first = await bench.query();
  expect(first.shops).toHaveLength(10);
  expect(first).toMatchObject({ total: 20, flag: null, requestMethod: 'gy.erp.shop.get' });
  expect(ids(await bench.query({ page_no: '2', page_size: '5' }))).toEqual(ids(first).slice(5));
});

test.each([
  [{ page_no: 0 }, 'SIM: page_no is no value this parameter can have'],
  [{ page_no: 'x' }, 'SIM: page_no is no value this parameter can have'],
  [{ page_size: 1.5 }, 'SIM: page_size is no value this parameter can have'],
  [{ page_size: 0 }, 'page_size=0 is out of given range 1~99'],
  [{ page_size: '100' }, 'page_size=100 is out of given range 1~99'],
  [{ code: 10001 }, 'SIM: code is no value this parameter can have'],
  [{ code: '' }, 'SIM: code is sent without a value; leave it out'],
  [{ modify_start_date: null }, 'SIM: modify_start_date is sent without a value; leave it out'],
  [
    { modify_start_date: '2024-02-30 00:00:00' },
    'SIM: modify_start_date is no value this parameter can have',
  ],
  [{ modify_end_date: '2024-02-01T00:00:00' }, 'SIM: modify_end_date is no value this parameter can have'],
])('%j is refused', async (business, errorDesc) => {
  expect(await bench.query(business)).toMatchObject({ success: false, errorCode: 'PARAM ERR', errorDesc });
});

test('empty parameters are left alone where the switch says so, and the largest page is another', async () => {
  await bench.switches({ emptyParameter: 'ignore', shopPageSizeLimit: 49 });
  expect(await bench.query({ code: '', modify_start_date: null })).toMatchObject({ total: 20 });
  expect(await bench.query({ page_size: 50 })).toMatchObject({
    errorDesc: 'page_size=50 is out of given range 1~49',
  });
});

test('disabled shops are listed or not, and never shown as disabled', async () => {
  const all = await bench.query({ page_size: 99 });
  expect(all.shops.filter((row) => 'disabled' in row)).toEqual([]);
  await bench.switches({ disabledShops: 'hidden' });
  expect(await bench.query()).toMatchObject({ total: all.total - 2 });
});

test('id as documented, dates as one client met them', async () => {
  await bench.shops([shop(3), shop(4)]);
  await bench.switches({ idType: 'string', oddDates: 'zero' });
  const { shops } = await bench.query();
  expect(shops).toMatchObject([
    { id: '3', create_date: '0000-00-00 00:00:00', modify_date: '0000-00-00 00:00:00' },
    { id: '4', create_date: '2024-01-01 08:00:00' },
  ]);
});

test('total drifts from page to page', async () => {
  await bench.switches({ totalDrift: -3 });
  const totals = [1, 2, 3].map(async (page_no) => (await bench.query({ page_no, page_size: 5 })).total);
  expect(await Promise.all(totals)).toEqual([20, 17, 14]);
});

test('the list lies about its total, its pages or its order', async () => {
  const page = (page_no: number) => bench.query({ page_no, page_size: 8 });
  await bench.switches({ total: 'page' });
  expect([(await page(1)).total, (await page(3)).total]).toEqual([8, 4]);
  await bench.switches({ total: 'zero', pageTurning: 'first' });
  expect((await page(3)).total).toBe(0);
  expect(ids(await page(3))).toEqual(ids(await page(1)));
  await bench.switches({ pageTurning: 'asked', shopOrder: 'unstable' });
  expect(ids(await page(1))).not.toEqual(ids(await page(1)));
});

test('later pages repeat rows of the page before', async () => {
  await bench.switches({ repeatedRows: 2 });
  const [first, second] = [await bench.query(), await bench.query({ page_no: 2 })];
  expect(ids(second).slice(0, 2)).toEqual(ids(first).slice(8));
});

test('a shop is modified between two pages, and a frozen window loses it', async () => {
  const frozen = { modify_end_date: '2025-12-31 00:00:00', page_size: 5 };
  await bench.switches({ touchAfterPage: 'first' });
  const first = await bench.query(frozen);
  await bench.switches({ touchAfterPage: 'last' });
  const second = await bench.query({ ...frozen, page_no: 2 });
  expect([first.total, second.total]).toEqual([20, 19]);
  const rest = await bench.query({ ...frozen, page_size: 99 });
  expect(rest.total).toBe(18);
  expect(ids(rest)).not.toContain(ids(first)[0]);
  const seen = [...ids(first), ...ids(second)];
  expect(
    ids(rest)
      .slice(0, 9)
      .filter((id) => !seen.includes(id)),
  ).toHaveLength(1);
});

test('shops are replaced whole, refused with one line, and journalled by what was asked', async () => {
  expect((await bench.shops([shop(1), shop(1)])).json.error).toBe('shops: id 1 is there twice');
  expect((await bench.shops([{ ...shop(1), code: ['5'] }])).json.error).toMatch(/^shops: 0\.code: /);
  await bench.query({ page_no: 2, code: '10001' });
  const journal = await bench.control<object[]>('GET', '/requests?platform=guanyi');
  expect(journal.json.at(-1)).toMatchObject({
    operation: 'gy.erp.shop.get',
    write: false,
    outcome: 'ok',
    summary: { page_no: 2, code: '10001' },
  });
  expect(journal.text).not.toMatch(/sandboxsession|"sign"/);
});
