import { chineseFaker } from '../faker';
import type { Platform } from '../platform';
import { demoAccount } from './account';
import { Gateway, platformName } from './gateway';
import { failureAnswer, Refusal } from './refusal';
import { registerRouter, routerPath } from './routes';

/** Jushuitan through Taobao Qimen (聚水潭·奇门): TOP's gateway with one application, and one merchant's sale-outs behind it. */
export async function qimenPlatform(): Promise<Platform> {
  const gateway = new Gateway(await chineseFaker());
  return {
    name: platformName,
    collections: { saleouts: gateway.saleouts },
    switches: gateway.switches,
    register(app, gate) {
      gateway.now = () => gate.now();
      registerRouter(app, gate, gateway);
    },
    reset: (seed) => gateway.reset(seed),
    // A call needs no more than key and signature: there is no session that could end.
    expireSessions: () => undefined,
    throttleAnswer: () =>
      failureAnswer(Refusal.throttled(1), gateway.switches.values(), gateway.nextRequestId()),
    describe: (baseUrl) => ({ url: baseUrl + routerPath, ...demoAccount }),
  };
}
