import { chineseFaker } from '../faker';
import type { Platform } from '../platform';
import { demoAccount } from './account';
import { path, platformName, registerGateway, throttleAnswer } from './gateway';
import { Tenant } from './tenant';

/** Guanyi C-ERP (管易云) with one tenant: one address for all methods, signed JSON. */
export async function guanyiPlatform(): Promise<Platform> {
  const tenant = new Tenant(await chineseFaker());
  return {
    name: platformName,
    collections: { shops: tenant.shops },
    switches: tenant.switches,
    register(app, gate) {
      tenant.now = () => gate.now();
      registerGateway(app, gate, tenant);
    },
    reset: (seed) => tenant.reset(seed),
    // A signed request never expires (page §1): what can end is the tenant's authorization.
    expireSessions: () => tenant.switches.set({ authorized: false }),
    throttleAnswer: (operation) => throttleAnswer(tenant, operation),
    describe: (baseUrl) => ({ url: baseUrl + path, ...demoAccount }),
  };
}
