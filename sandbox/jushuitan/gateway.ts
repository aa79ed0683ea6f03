import type { FastifyInstance } from 'fastify';
import type { Gate } from '../platform';
import { demoAccount } from './account';
import { answerCall, bodyText, fieldsOf, type Call } from './call';
import * as is from './checks';
import { platformName, type Merchant } from './merchant';
import { businessParameters, countCall, permittedMethod } from './methods';
import { pagingSummary } from './paging';
import { Refusal } from './refusal';
import { signGateway } from './sign';
import { shanghaiTime } from './time';
import type { Grant } from './grant';

/** Path of the old gateway. */
export const gatewayPath = '/api/open/query.aspx';

interface Partner {
  readonly id: string;
  readonly key: string;
  readonly grant: Grant;
}

const partner: is.Check = ({ fields }, merchant) => {
  if (!partnerOf(fields, merchant)) throw new Refusal('badSign');
};
const signature: is.Check = ({ fields }, merchant) => {
  if (fields.get('sign') !== signGateway(fields, partnerOf(fields, merchant)?.key ?? ''))
    throw new Refusal('badSign');
};
const liveToken: is.Check = ({ fields }, merchant) => {
  const grant = partnerOf(fields, merchant)?.grant;
  if (!grant?.isLive(merchant.now()) || fields.get('token') !== grant.accessToken)
    throw new Refusal('badToken');
};

/** In the order that the page proposes (§7.1); permission and rate follow. */
const checks: readonly is.Check[] = [
  is.allowedAddress,
  is.required('method', 'partnerid', 'token', 'ts', 'sign'),
  is.timely('ts', 10, 'gatewayClock'),
  partner,
  signature,
  liveToken,
];

/** Adds the old gateway: system parameters in the URL, one JSON document as the body (page §2). */
export function registerGateway(app: FastifyInstance, gate: Gate, merchant: Merchant): void {
  app.post(gatewayPath, async (request, reply) => {
    const call = { fields: fieldsOf(request.url.split('?')[1] ?? ''), address: request.ip };
    const body = bodyText(request);
    const operation = call.fields.get('method') ?? 'none';
    const summary = { generation: 'gateway', ...summaryOf(body) };
    await gate.answer(request, reply, { platform: platformName, operation, write: false, summary }, () =>
      answerCall('gateway', () => businessAnswer(merchant, call, operation, body)),
    );
  });
}

function businessAnswer(merchant: Merchant, call: Call, operation: string, body: string): object {
  is.runChecks(checks, call, merchant);
  if (operation === 'refresh.token') return { ...extendToken(merchant), ...success };
  const method = permittedMethod(merchant, operation);
  countCall(merchant, operation);
  return { ...method(merchant, businessParameters(body)), ...success };
}

const success = { code: 0, issuccess: true, msg: null };

/** The token keeps its value and gets another year; under which key the new expiry comes is a switch. */
function extendToken({ gatewayGrant, switches, now }: Merchant): object {
  gatewayGrant.renew(now(), false);
  return { data: { [switches.values().gatewayExpiryKey]: shanghaiTime(gatewayGrant.expiresAt) } };
}

/** Who calls: the partner of the old gateway or, if the switch says so, the application of the open platform. */
function partnerOf(fields: Call['fields'], merchant: Merchant): Partner | undefined {
  const { partnerId, partnerKey, appKey, appSecret } = demoAccount;
  const partners: Partner[] = [{ id: partnerId, key: partnerKey, grant: merchant.gatewayGrant }];
  if (merchant.switches.values().gatewayAcceptsOpenCredentials)
    partners.push({ id: appKey, key: appSecret, grant: merchant.openGrant });
  return partners.find(({ id }) => id === fields.get('partnerid'));
}

function summaryOf(body: string): Record<string, unknown> {
  try {
    return pagingSummary(businessParameters(body));
  } catch {
    return {};
  }
}
