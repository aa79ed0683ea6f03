import { jushuitanPlatform } from '../../../sandbox/jushuitan';
import type { WarehouseRow } from '../../../sandbox/jushuitan/warehouses';

async function seeded(seed: number, sizes = {}): Promise<WarehouseRow[]> {
  const platform = await jushuitanPlatform();
  platform.reset({ seed, sizes });
  return platform.collections.warehouses!.list() as WarehouseRow[];
}

test('the same seed gives the same warehouses, another seed others', async () => {
  expect(await seeded(1)).toEqual(await seeded(1));
  expect(await seeded(2)).not.toEqual(await seeded(1));
});

test('30 warehouses with Chinese names, one of them main and first', async () => {
  const rows = await seeded(1);
  expect(rows).toHaveLength(30);
  expect(rows.map(({ is_main }) => is_main)).toEqual([true, ...Array(29).fill(false)]);
  expect(rows[0]!.wms_co_id).toBe(rows[0]!.co_id);
  for (const { name } of rows) expect(name).toMatch(/^\p{Script=Han}+仓$/u);
});

test.each([0, 1, 5000])('%i warehouses on demand, each with a number of its own', async (warehouses) => {
  const rows = await seeded(1, { warehouses });
  expect(new Set(rows.map(({ wms_co_id }) => wms_co_id)).size).toBe(warehouses);
});
