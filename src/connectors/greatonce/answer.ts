import { jsonOf } from '../json';
import { lenient, words } from '../readers';
import { readOr, record } from '../record';
import { refusalXml } from '../channel';
import type { Rejection } from '../connector';
import { type FaultDetails, InDoubt } from '../errors';
import { familyMeanings, type Meaning, meaningToError, familyOf } from '../meanings';
import type { GreatonceSettings } from './settings';

/** What an answer says, whatever its shape. */
export interface Answer {
  readonly success: boolean;
  /** `sub_code`, `code` or `status`; absent where only a flag came. */
  readonly code?: string | undefined;
  /** First of `sub_message` and `message`; empty where none came. */
  readonly message: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const said = lenient(words);

const members = record({
  flag: said,
  code: said,
  status: said,
  message: said,
  sub_code: said,
  sub_message: said,
});

/**
 * Reads the answers that were recorded: `code`, `status` or `flag` with JSON, and the 2018 gateway's XML. Success needs an
 * HTTP status of 200 to 299 too: exceptions were recorded as HTTP 400 with `flag: success`.
 * @returns undefined for what is none of them
 */
export function readAnswer(
  status: number,
  text: string,
  successCodes: readonly string[],
): Answer | undefined {
  const body = jsonOf(text) ?? xmlOf(text);
  const data = readOr(
    () => members(body, ''),
    () => undefined,
  );
  if (!data) return undefined;
  const flag = data.flag?.trim().toLowerCase();
  const code = (data.code ?? data.status)?.trim();
  if (!flag && !code) return undefined;
  const isGood = code ? successCodes.includes(code) : flag === 'success';
  return {
    success: status >= 200 && status < 300 && flag !== 'failure' && isGood,
    code: data.sub_code?.trim() ?? code,
    message: (data.sub_message ?? data.message ?? '').trim(),
    body: body as Answer['body'],
  };
}

/** The flat members of the recorded XML. */
function xmlOf(text: string): unknown {
  return Object.values(refusalXml(text) ?? {})[0];
}

/** Refusals of a whole call, which no record can be blamed for. Source: recorded answers of the 2018 server. */
const callMeanings: readonly (Meaning & { readonly says: (answer: Answer) => boolean })[] = [
  {
    says: ({ code }) => code === 'sign-check-failure',
    kind: 'Unauthorized',
    en: 'the signature is refused: check appKey and appSecret, then timestampForm and signSkipsEmpty',
    zh: '签名校验失败：请核对 appKey、appSecret，再核对 timestampForm 与 signSkipsEmpty',
  },
  {
    says: ({ message }) => message.includes('未找到对应的接口配置'),
    kind: 'Misconfigured',
    en: 'the platform knows no such customer: check customerId and the interface configuration in the OMS',
    zh: '未找到客户的接口配置：请核对 customerId 以及 OMS 中的接口配置',
  },
];

/** The error of a refusal that concerns the call; undefined when it is about the record. */
export function callRefusal(answer: Answer, details: FaultDetails): Error | undefined {
  const meaning = callMeanings.find(({ says }) => says(answer));
  const seen = answer.message || answer.code || 'refused';
  return meaning && meaningToError(meaning, seen, { ...details, code: answer.code, platformMessage: seen });
}

/**
 * The error of a refusal that asks to come back later; undefined for any other. A server that timed out or was busy may
 * have done a write all the same, so that is in doubt.
 */
export function busyOf(answer: Answer, kind: 'read' | 'write', details: FaultDetails): Error | undefined {
  if (answer.success || familyOf(answer.message) !== 'later') return undefined;
  const told = { ...details, code: answer.code, platformMessage: answer.message };
  const error = meaningToError(familyMeanings.later, answer.message, told);
  if (kind === 'read') return error;
  const reason = `${answer.message}; the write may or may not have happened`;
  return new InDoubt(reason, { ...error.details, cause: 'busy' }, { cause: error });
}

/** The error of a refusal that only asks for a slower pace, in the connection's own words or in common ones; undefined for any other. */
export function throttleOf(
  answer: Answer,
  { throttledTexts, throttlePauseMs }: Pick<GreatonceSettings, 'throttledTexts' | 'throttlePauseMs'>,
  details: FaultDetails,
): Error | undefined {
  const { success, code, message } = answer;
  const isKnown = throttledTexts.includes(code ?? '') || saysOneOf(answer, throttledTexts);
  if (success || !(isKnown || familyOf(message) === 'limit')) return undefined;
  const seen = message || code || 'refused';
  const meaning = { ...tooMany, retryAfterMs: throttlePauseMs };
  return meaningToError(meaning, seen, { ...details, code, platformMessage: seen });
}

const tooMany = {
  kind: 'Throttled',
  en: 'too many calls; lower concurrency or the budget of the connection',
  zh: '调用过于频繁；请降低连接的 concurrency 或 budget',
} as const;

/** Whether the refusal's text holds one of these, in whatever case. */
export function saysOneOf({ message }: Pick<Answer, 'message'>, texts: readonly string[]): boolean {
  const lower = message.toLowerCase();
  return texts.some((text) => lower.includes(text.toLowerCase()));
}

/** The refusal of one record in the platform's words, at most 300 characters. */
export function rejectionOf({ message, code }: Answer): Rejection {
  return { cause: 'other', message: (message || `refused with code ${code ?? 'none'}`).slice(0, 300) };
}
