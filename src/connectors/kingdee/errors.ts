/** Turns refusals into the connector's errors and rejections; what a refusal means stands in the table of causes. */
import { unreadableKey } from '../alone';
import type { Rejection } from '../connector';
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
import { type Meaning, type Refusal, type SiteMessages, meaningOf } from './causes';
import { sessionLost } from './causes/calls';
import type { Answer, AnswerError, Status } from './envelope';
import { redacted, redactedAnswer } from '../redact';
import type { Operation } from './operations';
import { inBothLanguages } from '../../contract/bilingual';

/** What the reading of refusals needs to know of the site. */
export interface Site {
  readonly messages?: SiteMessages | undefined;
  /** Pause after the platform's call limit, in ms. */
  readonly callLimitPauseMs: number;
  /** Secrets, and what a call sends of persons: never repeated, should the platform's words hold one. */
  readonly hidden: readonly string[];
}

/** One answered call: what was asked, and the answer both sorted and raw. */
export interface Reply {
  readonly operation: Operation;
  readonly answer: Answer;
  readonly text: string;
  readonly site: Site;
  /** HTTP status, of an answer of the site itself. */
  readonly status?: number;
}

/** Platform words on one line, without secrets and what the call sent of persons, at most `length` characters. */
export function wordsOf(text: string, site: Site, length: number): string {
  return redacted(text, site.hidden, length);
}

/** What one error of a refused operation means; `undefined` for one the table does not know. */
export function meaningOfError(
  error: AnswerError,
  msgCode: number | undefined,
  reply: Reply,
): Meaning | undefined {
  const refusal = { text: `${error.field ?? ''} ${error.message}`, msgCode };
  return meaningOf(refusal, reply.operation.kind, reply.site.messages);
}

/** Whether the platform says that the session is gone, in whichever shape, and did nothing. */
export function isSessionLost(reply: Reply): boolean {
  const { answer, status } = reply;
  if (status === 401) return true;
  // Only View was seen to answer so; on a write it says nothing about what was done.
  if (answer.kind === 'empty') return reply.operation.kind === 'read';
  if (answer.kind === 'exception') return refusalOfText(answer.message, reply)?.effect === 'session';
  return answer.kind === 'status' && wholeCallMeaning(answer.status, reply)?.effect === 'session';
}

/**
 * The meaning of a refusal that concerns the whole call rather than its records: nothing succeeded, and every error
 * says so.
 * @param count documents of a write: a permission that is refused to one alone, or to one by its position, may be that
 * document's own (data rights), and does not end a run
 */
export function wholeCallMeaning(status: Status, reply: Reply, count?: number): Meaning | undefined {
  if (status.isSuccess || status.entities.length > 0) return undefined;
  const isOfDocuments = count === 1 || status.errors.some(({ index = 0 }) => index > 0);
  const meaning = commonMeaning(status, reply);
  return count !== undefined && isOfDocuments && meaning?.cause === 'no-permission' ? undefined : meaning;
}

function commonMeaning(status: Status, reply: Reply): Meaning | undefined {
  const meanings = errorsOf(status).map((error) => meaningOfError(error, status.msgCode, reply));
  return meanings.every((meaning) => meaning !== undefined && meaning.effect !== 'reject')
    ? meanings[0]
    : undefined;
}

/** The error of a reply that is no success: a refused read, a refusal of the whole call, or an unreadable answer. */
export function replyError(reply: Reply): ConnectorError {
  const { answer } = reply;
  if (answer.kind === 'status') return statusError(answer.status, reply);
  if (answer.kind === 'exception') {
    return refusalError(exceptionMeaning(answer.message, reply), { text: answer.message }, reply);
  }
  const reason = answer.kind === 'garbled' ? answer.reason : `unexpected ${answer.kind}`;
  return violation(`the answer is outside the contract (${reason})`, reply);
}

/** An answer outside the contract; after a write nobody knows what was done, so that is in doubt. */
export function violation(reason: string, reply: Reply): ConnectorError {
  const details = { platform: 'kingdee', operation: reply.operation.name };
  const raw = redactedAnswer(reply.text, reply.site.hidden, 2_000);
  const error = new ProtocolViolation(reason, details, raw);
  if (reply.operation.kind === 'read') return error;
  return new InDoubt(`${reason}; the write may or may not have happened`, details, { cause: error });
}

/** A session that is lost again right after it was opened. */
export function sessionLostError(reply: Reply): ConnectorError {
  const { answer } = reply;
  if (answer.kind === 'status') return statusError(answer.status, reply);
  const text = answer.kind === 'exception' ? answer.message : wordless(reply);
  return refusalError(sessionLost, { text, msgCode: 1 }, reply);
}

function wordless({ status }: Reply): string {
  return status === 401 ? 'HTTP status 401' : 'the answer is empty, as without a session';
}

/** The rejection of one record from all errors the platform gives for it. */
export function rejectionOf(
  errors: readonly AnswerError[],
  msgCode: number | undefined,
  reply: Reply,
): Rejection {
  const meanings = errors.map((error) => meaningOfError(error, msgCode, reply));
  const meaning =
    meanings.find((one) => one !== undefined && one.cause !== 'validation-failed') ?? meanings[0];
  const field = errors.find((error) => error.field !== undefined)?.field;
  const message = [...new Set(errors.map((error) => error.message))].join('; ');
  return {
    cause: meaning?.cause ?? 'other',
    ...(field === undefined ? {} : { field }),
    message: wordsOf(message, reply.site, 300),
    ...(meaning === undefined ? {} : { advice: { en: meaning.en, zh: meaning.zh } }),
  };
}

/** The error that a known refusal of a whole call is. */
export function refusalError(meaning: Meaning, refusal: Refusal, reply: Reply): ConnectorError {
  const details = detailsOf(refusal, reply, meaning);
  const message = `${details.platformMessage}: ${inBothLanguages(meaning)}`;
  if (meaning.effect === 'throttle') return new Throttled(message, details, reply.site.callLimitPauseMs);
  if (meaning.effect === 'misconfigured') return new Misconfigured(message, details);
  if (meaning.effect !== 'breakdown') return new Unauthorized(message, details);
  return reply.operation.kind === 'read' ? new Unavailable(message, details) : new InDoubt(message, details);
}

const brokenDown: Meaning = {
  cause: 'server-exception',
  effect: 'breakdown',
  en: 'Kingdee failed inside; if it goes on, look at its server log',
  zh: '金蝶服务端异常；若持续出现请查看服务端日志',
};

/** The errors of a status; a refusal that gives none has one, so that it cannot pass unnoticed. */
export function errorsOf(status: Status): readonly AnswerError[] {
  const isMute = !status.isSuccess && status.errors.length === 0 && status.entities.length === 0;
  return isMute ? [{ message: 'refused without a reason' }] : status.errors;
}

function statusError(status: Status, reply: Reply): ConnectorError {
  const refusal = refusalOf(status);
  const meaning = wholeCallMeaning(status, reply);
  if (meaning !== undefined) return refusalError(meaning, refusal, reply);
  const words = wordsOf(refusal.text, reply.site, 500);
  const raw = redactedAnswer(reply.text, reply.site.hidden, 2_000);
  return new ProtocolViolation(`refused: ${words}`, detailsOf(refusal, reply), raw, { isRefusal: true });
}

/** A whole status in the platform's words: all messages, each once. */
export function refusalOf(status: Status): Refusal {
  const messages = new Set(errorsOf(status).map(({ message }) => message));
  return { text: [...messages].join('; '), msgCode: status.msgCode };
}

/** An exception whose words are about a record breaks the call down too: what was done is to be looked up. */
function exceptionMeaning(text: string, { operation, site }: Reply): Meaning {
  const meaning = meaningOf({ text }, operation.kind, site.messages) ?? brokenDown;
  return meaning.effect === 'reject' ? { ...meaning, effect: 'breakdown' } : meaning;
}

function refusalOfText(text: string, reply: Reply): Meaning | undefined {
  const meaning = meaningOf({ text }, reply.operation.kind, reply.site.messages);
  return meaning?.effect === 'reject' ? undefined : meaning;
}

function detailsOf(
  refusal: Refusal,
  reply: Reply,
  meaning?: Meaning,
): FaultDetails & { platformMessage: string } {
  const code = refusal.msgCode ?? (refusal.loginCode || refusal.loginResult);
  return {
    platform: 'kingdee',
    operation: reply.operation.name,
    code: code === undefined ? undefined : String(code),
    platformMessage: wordsOf(refusal.text, reply.site, 500),
    advice: meaning === undefined ? undefined : { en: meaning.en, zh: meaning.zh },
    cause: meaning?.cause,
    whenAlone: ofTheKey(refusal, reply, meaning),
  };
}

/** Refusals of a question that are the same whatever it asks for. */
const whateverIsAsked: ReadonlySet<string> = new Set(['unknown-form', 'unknown-field', 'bad-request']);

/** Keys go into the text of a query's filter, which a server may fail to read, or refuse as an attack. */
function ofTheKey(refusal: Refusal, reply: Reply, meaning: Meaning | undefined): Rejection | undefined {
  if (reply.operation.kind === 'write') return undefined;
  const mayBeTheKey = ['misconfigured', 'breakdown', undefined].includes(meaning?.effect);
  if (!mayBeTheKey || meaning?.family === 'later' || whateverIsAsked.has(meaning?.cause ?? ''))
    return undefined;
  return unreadableKey(wordsOf(refusal.text, reply.site, 300));
}
