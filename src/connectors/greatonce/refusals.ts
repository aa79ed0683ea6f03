import type { Rejection } from '../connector';
import { type FaultDetails, InDoubt } from '../errors';
import { familyMeanings, type Meaning, meaningToError, familyOf } from '../meanings';
import type { Answer } from './answer';
import type { GreatonceSettings } from './settings';

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
