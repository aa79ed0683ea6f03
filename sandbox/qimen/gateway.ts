import type { Faker } from '@faker-js/faker';
import type { SeedOptions } from '../platform';
import { RateCounter } from '../rate';
import { Remembered } from '../remembered';
import { demoSaleouts } from './demo';
import { Saleouts, type HeldSaleout } from './saleouts';
import { qimenSwitches } from './switches';

/** The name under which the frame knows this platform. */
export const platformName = 'qimen';

/** Everything the simulator holds: the gateway's switches and limits, and the sale-outs of the merchant behind it. */
export class Gateway {
  readonly switches = qimenSwitches();
  readonly saleouts = new Saleouts();
  /** Sale-outs of the latest queries. */
  readonly found = new Remembered<readonly HeldSaleout[]>();
  readonly rate = new RateCounter();
  /** Lists that were asked for, which decides what an unstable order shows. */
  lists = 0;
  #requests = 0;
  /** The sandbox's clock, once the routes are registered. */
  now = () => new Date();

  constructor(private readonly faker: Faker) {}

  /** Seeded sale-outs, default switches, no calls counted. */
  reset(seed: SeedOptions): void {
    this.switches.reset();
    this.saleouts.clear();
    this.saleouts.replace(demoSaleouts(this.faker, seed, this.now()));
    this.rate.reset();
    this.lists = 0;
    this.#requests = 0;
  }

  /** A `request_id` like the recorded `15qzd9btbeym5`, another one on every call. */
  nextRequestId(): string {
    this.#requests += 1;
    return `15qzd${this.#requests.toString(36).padStart(8, '0')}`;
  }
}
