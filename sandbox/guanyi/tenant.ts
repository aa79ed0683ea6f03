import type { Faker } from '@faker-js/faker';
import type { SeedOptions } from '../platform';
import { RateCounter } from '../rate';
import { Remembered } from '../remembered';
import { demoShops } from './demo';
import { Shops, type ShopRow } from './shops';
import { guanyiSwitches } from './switches';

/** Everything the simulator holds for its one tenant. */
export class Tenant {
  readonly switches = guanyiSwitches();
  readonly shops = new Shops();
  /** Shops of the latest queries. */
  readonly found = new Remembered<readonly ShopRow[]>();
  readonly rate = new RateCounter();
  /** Lists that were asked for, which decides what an unstable order shows. */
  lists = 0;
  /** The sandbox's clock, once the routes are registered. */
  now = () => new Date();

  constructor(private readonly faker: Faker) {}

  /** Seeded shops, default switches, no calls counted. */
  reset(seed: SeedOptions): void {
    this.switches.reset();
    this.shops.replace(demoShops(this.faker, seed));
    this.rate.reset();
    this.lists = 0;
  }
}
