import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Gate } from '../platform';
import { answerCall, bodyText, fieldsOf, type Call } from './call';
import * as is from './checks';
import { platformName, type Merchant } from './merchant';
import { businessParameters, countCall, permittedMethod } from './methods';
import { pagingSummary } from './paging';

/** In the order that the page proposes (§7.1); permission and rate follow. */
const checks: readonly is.Check[] = [
  is.allowedAddress,
  is.required('app_key', 'access_token', 'timestamp', 'charset', 'version', 'biz', 'sign'),
  is.fixed('charset', 'utf-8'),
  is.fixed('version', '2'),
  is.timely('timestamp', 15, 'badClock'),
  is.knownApplication,
  is.openSignature,
  is.liveAccessToken,
];

/** Adds the open platform: `POST /open/<path>`, a signed form with the business parameters in `biz` (page §3). */
export function registerOpenPlatform(app: FastifyInstance, gate: Gate, merchant: Merchant): void {
  app.post<{ Params: { '*': string } }>('/open/*', async (request, reply) => {
    const call = { fields: fieldsOf(bodyText(request)), address: request.ip };
    const operation = operationName(request);
    const summary = { generation: 'open', ...summaryOf(call) };
    await gate.answer(request, reply, { platform: platformName, operation, write: false, summary }, () =>
      answerCall('open', () => businessAnswer(merchant, call, operation)),
    );
  });
}

function businessAnswer(merchant: Merchant, call: Call, operation: string): object {
  is.runChecks(checks, call, merchant);
  const method = permittedMethod(merchant, operation);
  countCall(merchant, operation);
  return {
    msg: '执行成功',
    code: 0,
    data: method(merchant, businessParameters(call.fields.get('biz') ?? '')),
  };
}

/** `/open/wms/partner/query` is the old gateway's `wms.partner.query`. */
function operationName({ params }: FastifyRequest<{ Params: { '*': string } }>): string {
  return params['*'].toLowerCase().split('/').filter(Boolean).join('.');
}

function summaryOf({ fields }: Call): Record<string, unknown> {
  try {
    return pagingSummary(businessParameters(fields.get('biz') ?? ''));
  } catch {
    return {};
  }
}
