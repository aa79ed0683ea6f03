import { GuanyiBench, shop, type GuanyiAnswer } from './support';

let bench: GuanyiBench;

beforeAll(async () => {
  bench = await GuanyiBench.start();
});
afterAll(() => bench.close());

const byNumber = (a: unknown, b: unknown) => Number(a) - Number(b);
const ids = ({ shops }: GuanyiAnswer) => shops.map(({ id }) => id);
const at = (time: string) => `2024-01-01 ${time}`;
const rows = [
  shop(1, { modify_date: at('08:00:00') }),
  shop(2, { modify_date: at('09:00:00'), code: 'S20' }),
  shop(3, { modify_date: at('10:00:00') }),
  shop(4, { modify_date: null, code: 's1' }),
  shop(5, { modify_date: '' }),
  shop(6, { modify_date: '0000-00-00 00:00:00' }),
];
const found = async (business: object) => ids(await bench.query(business)).toSorted(byNumber);

beforeEach(async () => {
  await bench.reset();
  await bench.shops(rows);
});

test('either end alone, both inclusive; shops without a date are older than all', async () => {
  expect(await found({ modify_start_date: at('09:00:00') })).toEqual([2, 3]);
  expect(await found({ modify_end_date: at('09:00:00') })).toEqual([1, 2, 4, 5, 6]);
  expect(await found({ modify_start_date: at('09:00:00'), modify_end_date: at('09:00:00') })).toEqual([2]);
  expect(await found({ modify_start_date: at('11:00:00'), modify_end_date: at('09:00:00') })).toEqual([]);
});

test.each(['0000-00-00 00:00:00', '0001-01-01 00:00:00'])('the zero date %s is a start', async (date) => {
  expect(await found({ modify_start_date: date })).toEqual(expect.arrayContaining([1, 2, 3]));
});

test('bounds, undated shops and zone by switches', async () => {
  const range = { modify_start_date: at('08:00:00'), modify_end_date: at('10:00:00') };
  await bench.switches({ dateBounds: 'exclusive-end' });
  expect(await found(range)).toEqual([1, 2]);
  await bench.switches({ dateBounds: 'exclusive', undatedShops: 'in-no-range' });
  expect(await found(range)).toEqual([2]);
  expect(await found({ modify_end_date: at('10:00:00') })).toEqual([1, 2]);
  await bench.switches({ zoneHours: 0 });
  expect(await found({ modify_end_date: at('01:30:00') })).toEqual([1, 2]);
  const [first] = (await bench.query({ code: 'S1' })).shops;
  expect(first).toMatchObject({ modify_date: at('00:00:00'), create_date: at('00:00:00') });
});

test('code', async () => {
  expect(await found({ code: 'S1' })).toEqual([1]);
  expect(await found({ code: 'S2' })).toEqual([]);
  await bench.switches({ codeMatch: 'contains' });
  expect(await found({ code: 'S2' })).toEqual([2]);
});

test('order', async () => {
  const order = async (shopOrder: string) => {
    await bench.switches({ shopOrder });
    return ids(await bench.query());
  };
  await bench.shops([rows[2], rows[0], shop(7, { modify_date: at('08:00:00') }), rows[1]]);
  expect(await order('modify-date-desc')).toEqual([3, 2, 1, 7]);
  expect(await order('modify-date-asc')).toEqual([1, 7, 2, 3]);
  expect(await order('id')).toEqual([1, 2, 3, 7]);
  expect(await order('as-held')).toEqual([3, 1, 7, 2]);
});

test('null and empty dates go out as they are held', async () => {
  const { shops } = await bench.query();
  expect(shops.map(({ modify_date }) => modify_date).slice(3)).toEqual([null, '', '0000-00-00 00:00:00']);
});
