import type { Faker } from '@faker-js/faker';
import type { SeedOptions } from '../platform';
import { companyNumber } from './account';
import { enabled, type WarehouseRow } from './warehouses';

const defaultWarehouses = 30;
const kinds = ['分仓', '电商仓', '中心仓', '退货仓', '保税仓', '前置仓', '冷链仓', '中转仓'];
const remarks = ['退货请先登记', '周日不发货', '大件专用', '仅发本省', '夜班收货'];

/** What was made last. Held weakly: it is needed again in the same reset, and never after it. */
let latest: { readonly seed: number; readonly rows: WeakRef<readonly WarehouseRow[]> } | undefined;

/**
 * The seeded warehouses, the main one first: the same rows for the same seed, on every machine. Sale-outs ship from the same ones,
 * and a million takes seconds to make: who asks in the same reset gets the very same rows.
 */
export function demoWarehouses(faker: Faker, { seed, sizes }: SeedOptions): readonly WarehouseRow[] {
  const count = sizes.warehouses ?? defaultWarehouses;
  const known = latest?.seed === seed ? latest.rows.deref() : undefined;
  if (known?.length === count) return known;
  const rows = makeWarehouses(faker, seed, count);
  latest = { seed, rows: new WeakRef(rows) };
  return rows;
}

function makeWarehouses(faker: Faker, seed: number, count: number): WarehouseRow[] {
  faker.seed(seed);
  let number = companyNumber + 100;
  return Array.from({ length: count }, (_, at) => {
    number += faker.number.int({ min: 1, max: 9 });
    return at === 0 ? mainWarehouse(faker) : branchWarehouse(faker, number);
  });
}

function mainWarehouse(faker: Faker): WarehouseRow {
  return warehouse(`${city(faker)}总仓`, companyNumber, true, ['', '']);
}

function branchWarehouse(faker: Faker, number: number): WarehouseRow {
  const name = `${city(faker)}${faker.location.street()}${faker.helpers.arrayElement(kinds)}`;
  return warehouse(name, number, false, [remark(faker), remark(faker)]);
}

function warehouse(
  name: string,
  number: number,
  isMain: boolean,
  [remark1, remark2]: [string | null, string | null],
): WarehouseRow {
  return {
    name,
    co_id: companyNumber,
    wms_co_id: number,
    is_main: isMain,
    status: enabled,
    remark1,
    remark2,
  };
}

function city(faker: Faker): string {
  return faker.helpers.arrayElement(faker.rawDefinitions.location?.city_name ?? ['杭州']);
}

/** Unset texts come as null or "" in one and the same answer (recorded, page §8). */
function remark(faker: Faker): string | null {
  return faker.helpers.arrayElement([null, '', '', faker.helpers.arrayElement(remarks)]);
}
