import type { Faker } from '@faker-js/faker';
import type { SeedOptions } from '../platform';
import { RateCounter } from '../rate';
import { demoDistributors } from './demo';
import { Distributors } from './distributors';
import { greatonceSwitches } from './switches';

/** Everything the simulator holds for its one customer. */
export class Customer {
  readonly switches = greatonceSwitches();
  readonly distributors = new Distributors();
  readonly rate = new RateCounter();
  /** The sandbox's clock, once the routes are registered. */
  now = () => new Date();

  constructor(private readonly faker: Faker) {}

  /** Seeded distributors, default switches, no calls counted. */
  reset(seed: SeedOptions): void {
    this.switches.reset();
    this.distributors.replace(demoDistributors(this.faker, seed));
    this.rate.reset();
  }
}
