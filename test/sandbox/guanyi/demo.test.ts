import { guanyiPlatform } from '../../../sandbox/guanyi';
import type { ShopRow } from '../../../sandbox/guanyi/shops';

async function seeded(seed: number, sizes = {}): Promise<ShopRow[]> {
  const platform = await guanyiPlatform();
  platform.reset({ seed, sizes });
  return platform.collections.shops!.list() as ShopRow[];
}

test('the same seed gives the same shops, another seed others', async () => {
  expect(await seeded(1)).toEqual(await seeded(1));
  expect(await seeded(2)).not.toEqual(await seeded(1));
});

test('20 shops with Chinese names, whose codes are the numbers that sale-outs name', async () => {
  const rows = await seeded(1);
  expect(rows.map(({ code }) => code)).toEqual(Array.from({ length: 20 }, (_, at) => String(10001 + at)));
  expect(new Set(rows.map(({ id }) => String(id).length))).toEqual(new Set([10, 12]));
  expect(rows.filter(({ disabled }) => disabled)).toHaveLength(2);
  for (const { name, create_date, modify_date } of rows) {
    expect(name).toMatch(/\p{Script=Han}.*[店城部]\d*$/u);
    expect(create_date).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(modify_date! >= create_date!).toBe(true);
  }
});

test.each([0, 1, 5000])('%i shops on demand, each with a number and a name of its own', async (shops) => {
  const rows = await seeded(1, { shops });
  expect(new Set(rows.map(({ id }) => id)).size).toBe(shops);
  expect(new Set(rows.map(({ name }) => name)).size).toBe(shops);
});
