import { type Bilingual, inBothLanguages } from '../../contract/bilingual';
import {
  InDoubt,
  Misconfigured,
  ProtocolViolation,
  Throttled,
  Unauthorized,
  Unavailable,
  type ConnectorError,
  type FaultDetails,
} from '../errors';
import { redactedAnswer } from '../redact';
import { THROTTLE_PAUSE_MS } from '../../contract/policies';
import { TransportFault } from './faults';
import type { HttpAnswer } from './client';
import type { Rejection } from '../connector';

/** Whether repeating the call can change anything at the platform. */
export type CallKind = 'read' | 'write';

/**
 * The connector error that says what to do about a transport fault or an HTTP error status:
 * a read is `Unavailable`; a refused certificate, or an address without TLS, is `Misconfigured`; a write that may have been carried out is `InDoubt`; 429 is `Throttled` for the time that
 * Retry-After gives; an answer over the size limit, or of bytes that are no
 * text, is a `ProtocolViolation` of a read.
 * Anything else (the reason of an abort, a programming error) comes back as it is.
 */
export function faultToError(fault: unknown, details: FaultDetails, call: CallKind): Error {
  if (fault instanceof TransportFault) return transportError(fault, details, call);
  if (isAnswer(fault)) return statusError(fault, known(fault, details), call);
  return fault as Error;
}

function known({ status }: HttpAnswer, details: FaultDetails): FaultDetails {
  return { ...details, code: details.code ?? String(status), whenAlone: refusedOnTheWay(status) };
}

function transportError(fault: TransportFault, details: FaultDetails, call: CallKind): ConnectorError {
  if (call === 'write' && fault.sent) return inDoubt(fault.message, details);
  if (fault.advice !== undefined) return neverSecure(fault, details, fault.advice);
  if (fault.reason === 'too-large' || fault.reason === 'undecodable')
    return new ProtocolViolation(fault.message, details, '');
  return new Unavailable(fault.message, details, { cause: fault });
}

/** Another attempt meets the certificate, or the lack of TLS, that this one met, so a person must act at once. */
function neverSecure(fault: TransportFault, details: FaultDetails, advice: Bilingual): Misconfigured {
  const message = `${fault.message}: ${inBothLanguages(advice)}`;
  return new Misconfigured(message, { ...details, advice }, { cause: fault });
}

function statusError(answer: HttpAnswer, details: FaultDetails, call: CallKind): ConnectorError {
  const seen = `HTTP status ${answer.status}`;
  if (answer.status === 429) return new Throttled(`${seen}: too many calls`, details, pauseOf(answer));
  if (answer.status === 401 || answer.status === 403) {
    return new Unauthorized(`${seen}: the address refuses these credentials or this host`, details);
  }
  if (answer.status >= 500 || answer.status === 408) {
    return call === 'write' ? inDoubt(seen, details) : new Unavailable(seen, details);
  }
  if (answer.status >= 300) return new Misconfigured(`${seen}: check the address of the connection`, details);
  return new ProtocolViolation(`unexpected ${seen}`, details, redactedAnswer(answer.text, [], 2_000));
}

function inDoubt(seen: string, details: FaultDetails): InDoubt {
  return new InDoubt(`${seen}; the write may or may not have happened`, details);
}

/** Retry-After is seconds or an HTTP date (RFC 9110 §10.2.3). */
function pauseOf({ headers }: HttpAnswer): number {
  const value = String(headers['retry-after'] ?? '').trim();
  const pause = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isNaN(pause)
    ? THROTTLE_PAUSE_MS.unnamed
    : Math.min(Math.max(pause, THROTTLE_PAUSE_MS.unnamed), THROTTLE_PAUSE_MS.most);
}

function isAnswer(fault: unknown): fault is HttpAnswer {
  return typeof fault === 'object' && fault !== null && 'status' in fault && 'text' in fault;
}

/** 4xx statuses that speak of credentials, address, time or pace, and so never of what a request holds. */
const ofTheCall: ReadonlySet<number> = new Set([401, 404, 407, 408, 410, 421, 425, 426, 429]);

const tooLarge: ReadonlySet<number> = new Set([413, 414, 431]);

/**
 * Firewalls and proxies in front of a platform refuse single requests for their size or for words in them, mostly with 403,
 * 405, 406, 413 or 418 and a page of their own. Whether such a status is about the request or about the address shows only
 * beside a request that passes.
 * @returns what a record is refused with when it alone meets the status; undefined for a status that is about no record
 */
export function refusedOnTheWay(status: number): Rejection | undefined {
  if (status < 400 || status > 499 || ofTheCall.has(status)) return undefined;
  const message = `HTTP status ${status}: the request did not reach the platform, although others do`;
  return tooLarge.has(status)
    ? { cause: 'too-large', message, advice: sizeAdvice }
    : { cause: 'blocked', message, advice: firewallAdvice };
}

const firewallAdvice = {
  en: 'A firewall or proxy in front of the platform refuses a text of this record (quotes, SQL words, markup): let it pass calls of this host, or change the text in the source.',
  zh: '平台前面的防火墙或代理拒绝了该记录中的某段文字（引号、SQL 关键字、标签等）：请在防火墙放行本机的调用，或在来源中修改该文字。',
};

const sizeAdvice = {
  en: 'A proxy in front of the platform takes no request of this size: raise its limit (nginx client_max_body_size, IIS maxAllowedContentLength).',
  zh: '平台前面的代理不接受这么大的请求：请调高其上限（nginx client_max_body_size、IIS maxAllowedContentLength）。',
};
