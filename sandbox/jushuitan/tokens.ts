import type { FastifyInstance } from 'fastify';
import type { Gate } from '../platform';
import { demoAccount } from './account';
import { answerCall, bodyText, fieldsOf, type Call } from './call';
import * as is from './checks';
import { platformName, type Merchant } from './merchant';
import { Refusal } from './refusal';

interface TokenEndpoint {
  /** Conditions beyond those of every token call, signature included. */
  readonly checks: readonly is.Check[];
  /** Whether the call gives new values or keeps those there are. */
  readonly changesToken: (merchant: Merchant) => boolean;
}

/** What the merchant's consent would have handed to the callback address. */
const authorizationCode: is.Check = ({ fields }) => {
  if (fields.get('code') !== demoAccount.authorizationCode) throw new Refusal('badParameter');
};
const refreshable: is.Check = ({ fields }, { openGrant, switches, now }) => {
  if (!switches.values().refreshAllowed) throw new Refusal('noRefresh');
  const isCurrent = fields.get('refresh_token') === openGrant.refreshToken;
  if (!isCurrent || !openGrant.isLive(now())) throw new Refusal('badToken');
};

const endpoints: Readonly<Record<string, TokenEndpoint>> = {
  getInitToken: {
    checks: [is.required('code'), grantType('authorization_code')],
    changesToken: ({ openGrant, switches, now }) =>
      !openGrant.isLive(now()) || switches.values().initChangesToken,
  },
  accessToken: {
    checks: [is.required('code'), grantType('authorization_code'), authorizationCode],
    changesToken: () => true,
  },
  refreshToken: {
    checks: [
      is.required('refresh_token', 'scope'),
      grantType('refresh_token'),
      is.fixed('scope', 'all'),
      refreshable,
    ],
    changesToken: ({ switches }) => switches.values().refreshChangesToken,
  },
};

const commonChecks: readonly is.Check[] = [
  is.allowedAddress,
  is.required('app_key', 'timestamp', 'charset', 'grant_type', 'sign'),
  is.fixed('charset', 'utf-8'),
  is.timely('timestamp', 15, 'badClock'),
  is.knownApplication,
  is.openSignature,
];

/** Adds `POST /openWeb/auth/{getInitToken,accessToken,refreshToken}`: signed forms without access_token (page §3). */
export function registerTokens(app: FastifyInstance, gate: Gate, merchant: Merchant): void {
  for (const [operation, endpoint] of Object.entries(endpoints)) {
    app.post(`/openWeb/auth/${operation}`, async (request, reply) => {
      const call = { fields: fieldsOf(bodyText(request)), address: request.ip };
      await gate.answer(
        request,
        reply,
        { platform: platformName, operation, write: false, summary: {} },
        () => answerCall('open', () => grantAnswer(merchant, call, endpoint)),
      );
    });
  }
}

function grantAnswer(merchant: Merchant, call: Call, { checks, changesToken }: TokenEndpoint): object {
  is.runChecks([...commonChecks, ...checks], call, merchant);
  const { openGrant, switches, now } = merchant;
  openGrant.renew(now(), changesToken(merchant));
  const { accessToken: access_token, refreshToken: refresh_token } = openGrant;
  const data = { access_token, refresh_token, expires_in: switches.values().tokenSeconds, scope: 'all' };
  return { code: 0, msg: '执行成功', data };
}

function grantType(value: string): is.Check {
  return (call, merchant) => {
    if (merchant.switches.values().grantTypeCheck) is.fixed('grant_type', value)(call, merchant);
  };
}
