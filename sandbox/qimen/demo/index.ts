import type { Faker } from '@faker-js/faker';
import { companyNumber } from '../../jushuitan/account';
import { demoWarehouses } from '../../jushuitan/demo';
import type { SeedOptions } from '../../platform';
import type { SaleoutRow } from '../row';
import { demoBill } from './bill';

const defaultSaleouts = 200;
const spread = 20 * 24 * 3600 * 1000;

/**
 * The seeded sale-outs, modified over the last 20 days before `now`, oldest first: the same bills for the same seed, on
 * every machine. They ship from the warehouses that the Jushuitan simulator seeds.
 */
export function demoSaleouts(faker: Faker, options: SeedOptions, now: Date): SaleoutRow[] {
  const listed = demoWarehouses(faker, options);
  const warehouses = listed.length > 0 ? listed : [{ wms_co_id: companyNumber, name: '总仓' }];
  const count = options.sizes.saleouts ?? defaultSaleouts;
  faker.seed(options.seed);
  return Array.from({ length: count }, (_, at) =>
    demoBill(faker, { at, modified: moment(at, count, now), warehouses }),
  );
}

/** Evenly spread, but each 20th bill of the same second as the one before it: ties must not upset the paging. */
function moment(at: number, count: number, now: Date): Date {
  const place = at % 20 === 19 ? at - 1 : at;
  return new Date(now.getTime() - (spread * (count - place)) / (count + 1));
}
