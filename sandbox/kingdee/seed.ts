import type { Faker } from '@faker-js/faker';
import type { SeedOptions } from '../platform';
import { documentCollection } from './documents/wire';
import { findForm } from './forms';
import type { World } from './world';

const audited = { FDocumentStatus: 'C', FForbidStatus: 'A' };

/** Base data that every site has. The organizations' internal ids are as recorded: 1 is the head office. */
const fixed: Readonly<Record<string, readonly Record<string, unknown>[]>> = {
  ORG_Organizations: [
    { FOrgID: 1, FNumber: '100', FName: '总公司' },
    { FOrgID: 100002, FNumber: '101', FName: '电商事业部' },
    { FOrgID: 100003, FNumber: '102', FName: '华东分公司' },
    { FOrgID: 100004, FNumber: '103', FName: '华南分公司' },
  ],
  BD_Currency: [
    { FCURRENCYID: 1, FNumber: 'PRE001', FName: '人民币', FCODE: 'CNY' },
    { FCURRENCYID: 7, FNumber: 'PRE007', FName: '美元', FCODE: 'USD' },
  ],
  BD_StockStatus: [
    { FStockStatusId: 10000, FNumber: 'KCZT01_SYS', FName: '可用' },
    { FStockStatusId: 10001, FNumber: 'KCZT02_SYS', FName: '待检' },
  ],
  BD_STOCKGROUP: [
    { FID: 100011, FNumber: 'ZY', FName: '自营仓' },
    { FID: 100012, FNumber: 'SF', FName: '三方仓' },
  ],
  BD_FLEXVALUES: [{ FID: 100021, FNumber: 'KQ', FName: '库区' }],
  BD_FLEXVALUEENTRY: [
    { FID: 100031, FNumber: 'A01', FName: 'A区01' },
    { FID: 100032, FNumber: 'A02', FName: 'A区02' },
  ],
};

/** Fills an empty site: the fixed base data, and `BD_STOCK` warehouses of organization 100 (none unless a size is given). */
export function seedSite(world: World, { seed, sizes }: SeedOptions, faker: Faker): void {
  for (const [formId, rows] of Object.entries(fixed))
    fill(
      world,
      formId,
      rows.map((row) => ({ ...row, ...audited })),
    );
  world.store.reserve(100100);
  faker.seed(seed);
  const stocks = Array.from({ length: sizes['BD_STOCK'] ?? 0 }, (_, index) => stockRow(index + 1, faker));
  fill(world, 'BD_STOCK', stocks);
}

function stockRow(serial: number, faker: Faker): Record<string, unknown> {
  const organization = { FNumber: '100' };
  const city = faker.location.city();
  return {
    FCreateOrgId: organization,
    FUseOrgId: organization,
    FNumber: `CK${String(serial).padStart(5, '0')}`,
    FName: `${city}${faker.helpers.arrayElement(['一号仓', '二号仓', '退货仓', '保税仓', '前置仓', '云仓'])}`,
    FAddress: `${city}市${faker.location.streetAddress()}`,
    ...audited,
  };
}

function fill(world: World, formId: string, rows: readonly Record<string, unknown>[]): void {
  const form = findForm(formId);
  if (form === undefined) throw new Error(`No form ${formId} to seed`);
  documentCollection(form, world).replace(rows);
}
