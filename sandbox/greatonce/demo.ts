import type { Faker } from '@faker-js/faker';
import type { SeedOptions } from '../platform';
import type { Distributor } from './distributors';

const levels = ['一级', '二级', '三级'];

/** The seeded distributors, none unless a size is given: the same rows for the same seed, on every machine. */
export function demoDistributors(faker: Faker, { seed, sizes }: SeedOptions): Distributor[] {
  faker.seed(seed);
  return Array.from({ length: sizes.distributors ?? 0 }, (_, at) => distributor(faker, at + 1));
}

function distributor(faker: Faker, serial: number): Distributor {
  const town = faker.helpers.arrayElement(faker.rawDefinitions.location?.city_name ?? ['杭州']);
  return {
    address: `${town}示例路${serial}号`,
    balance_deduct_type: '1',
    distributorCode: `DIST${String(serial).padStart(4, '0')}`,
    distributorCompanyName: `${town}示例公司`,
    distributorName: `${town}示例分销商${serial}`,
    mobile: '13800000000',
    contact: '示例联系人',
    distributorLevelName: faker.helpers.arrayElement(levels),
  };
}
