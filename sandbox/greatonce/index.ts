import { chineseFaker } from '../faker';
import type { Platform } from '../platform';
import { demoAccount } from './account';
import { failureAnswer } from './answer';
import { Customer } from './customer';
import { paths, platformName, registerGateway } from './gateway';
import { TooFast } from './refusal';

/** GreatOnce OMS (巨益) with one customer: signed query, JSON body, by the convention of the protocol page's §6. */
export async function greatoncePlatform(): Promise<Platform> {
  const customer = new Customer(await chineseFaker());
  return {
    name: platformName,
    collections: { distributors: customer.distributors },
    switches: customer.switches,
    register(app, gate) {
      customer.now = () => gate.now();
      registerGateway(app, gate, customer);
    },
    reset: (seed) => customer.reset(seed),
    // There are no sessions: what can end is the customer's interface configuration.
    expireSessions: () => customer.switches.set({ configured: false }),
    throttleAnswer() {
      const switches = customer.switches.values();
      return failureAnswer(new TooFast(switches.throttleText), switches);
    },
    describe: (baseUrl) => ({ url: baseUrl + paths[0], ...demoAccount }),
  };
}
