import type { Faker } from '@faker-js/faker';
import type { SeedOptions } from '../platform';
import { RateCounter } from '../rate';
import { demoWarehouses } from './demo';
import { Grant } from './grant';
import { jushuitanSwitches } from './switches';
import { Warehouses } from './warehouses';

/** The name under which the frame knows this platform. */
export const platformName = 'jushuitan';

const yearSeconds = 365 * 24 * 3600;

/** Everything the simulator holds for its one merchant. */
export class Merchant {
  readonly switches = jushuitanSwitches();
  readonly warehouses = new Warehouses();
  readonly rate = new RateCounter();
  /** Lists that were asked for, which decides what an unstable order shows. */
  lists = 0;
  /** Access of the open platform. */
  readonly openGrant = new Grant('demo-access', () => this.switches.values().tokenSeconds);
  /** Access of the old gateway: one year (page §2). */
  readonly gatewayGrant = new Grant('demo', () => yearSeconds);
  /** The sandbox's clock, once the routes are registered. */
  now = () => new Date();

  constructor(private readonly faker: Faker) {}

  /** Seeded warehouses, first tokens, default switches, no calls counted. */
  reset(seed: SeedOptions): void {
    this.switches.reset();
    this.warehouses.replace(demoWarehouses(this.faker, seed));
    this.rate.reset();
    this.lists = 0;
    this.openGrant.reset(this.now());
    this.gatewayGrant.reset(this.now());
  }

  /** Makes the tokens of both generations expired. */
  expireTokens(): void {
    this.openGrant.expire();
    this.gatewayGrant.expire();
  }
}
