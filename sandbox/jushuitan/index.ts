import { chineseFaker } from '../faker';
import type { Answer, Operation, Platform } from '../platform';
import { demoAccount } from './account';
import { refusedAnswer } from './call';
import { gatewayPath, registerGateway } from './gateway';
import { Merchant, platformName } from './merchant';
import { registerOpenPlatform } from './open';
import { Refusal } from './refusal';
import { registerTokens } from './tokens';

/** Jushuitan (聚水潭) with one merchant: open platform, token calls and old gateway. */
export async function jushuitanPlatform(): Promise<Platform> {
  const merchant = new Merchant(await chineseFaker());
  return {
    name: platformName,
    collections: { warehouses: merchant.warehouses },
    switches: merchant.switches,
    register(app, gate) {
      merchant.now = () => gate.now();
      registerOpenPlatform(app, gate, merchant);
      registerTokens(app, gate, merchant);
      registerGateway(app, gate, merchant);
    },
    reset: (seed) => merchant.reset(seed),
    expireSessions: () => merchant.expireTokens(),
    throttleAnswer,
    describe: (baseUrl) => describe(merchant, baseUrl),
  };
}

function throttleAnswer(operation?: Operation): Answer {
  const generation = operation?.summary.generation === 'gateway' ? 'gateway' : 'open';
  return refusedAnswer(new Refusal('tooManyASecond'), generation);
}

function describe({ openGrant, gatewayGrant }: Merchant, baseUrl: string): Record<string, string> {
  const { appKey, appSecret, partnerId, partnerKey, authorizationCode } = demoAccount;
  return {
    url: baseUrl,
    gatewayUrl: baseUrl + gatewayPath,
    appKey,
    appSecret,
    accessToken: openGrant.accessToken,
    refreshToken: openGrant.refreshToken,
    authorizationCode,
    partnerId,
    partnerKey,
    token: gatewayGrant.accessToken,
  };
}
