import type { HttpAnswer, HttpClient } from '../http/client';
import { faultToError, refusedOnTheWay } from '../http/toError';
import { Misconfigured, Unauthorized, Unavailable, type ConnectorError, type FaultDetails } from '../errors';
import { jsonOf } from '../json';
import { lenient, whole, words } from '../readers';
import { readOr, record } from '../record';
import { type Site, wordsOf } from './errors';
import type { Operation } from './operations';

const baseHeaders = {
  accept: 'application/json',
  'accept-charset': 'utf-8',
  'content-type': 'application/json',
};

/** One request of an operation, ready to send. */
export interface WireRequest {
  readonly operation: Operation;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/**
 * Posts one request and gives the answer of a server that took it (HTTP 200 or 206, as the vendor's SDK has it), or that
 * knows no such session (401).
 * @throws Unavailable, InDoubt, Throttled, Unauthorized, Misconfigured; the signal's reason when aborted
 */
export async function exchange(http: HttpClient, request: WireRequest, site: Site): Promise<HttpAnswer> {
  const { operation, headers, body, signal } = request;
  const details = { platform: 'kingdee', operation: operation.name };
  const answer = await http
    .post({ path: operation.path, headers: { ...baseHeaders, ...headers }, body, signal })
    .catch((fault: unknown) => {
      throw faultToError(fault, details, operation.kind);
    });
  if ([200, 206, 401].includes(answer.status)) return answer;
  throw statusError(answer, details, operation, site);
}

function statusError(answer: HttpAnswer, details: FaultDetails, { kind }: Operation, site: Site): Error {
  const { status, text } = answer;
  const known = { ...details, code: String(status), whenAlone: refusedOnTheWay(status) };
  if (status === 519) return gatewayError(answer, details, site);
  // A path outside /k3cloud/ was seen to answer 403 without a word.
  if (status === 404 || (status === 403 && text.trim() === '')) {
    return new Misconfigured(`HTTP status ${status}: check that url ends in /k3cloud/`, known);
  }
  if (text.includes('Additional text found in JSON string')) {
    return new Misconfigured('the site cannot read the request: try another bodyForm', known);
  }
  return faultToError(answer, known, kind);
}

const gatewayBody = record({
  errcode: lenient(whole),
  description: lenient(words),
  description_cn: lenient(words),
});

/** The vendor's public gateway refuses with HTTP 519 before a call reaches Kingdee, so a write is never in doubt. */
function gatewayError({ text, headers }: HttpAnswer, base: FaultDetails, site: Site): ConnectorError {
  const body = readOr(
    () => gatewayBody(jsonOf(text), ''),
    () => undefined,
  );
  const said = [body?.description_cn, body?.description].filter(Boolean).join(' / ');
  const words = wordsOf(said || 'the gateway refuses the call without a word', site, 500);
  const requestId = headers['x-api-requestid'];
  const details: FaultDetails = {
    ...base,
    code: String(body?.errcode ?? 519),
    platformMessage: words,
    ...(typeof requestId === 'string' ? { requestId } : {}),
  };
  if (body?.errcode === 5001) return new Misconfigured(`${words}: check the address of the site`, details);
  if (body?.errcode === 4006) return new Unauthorized(`${words}: set this host's clock right`, details);
  if (/unauthorized/i.test(words)) return new Unauthorized(`${words}: check appId and appSecret`, details);
  return new Unavailable(words, details);
}
