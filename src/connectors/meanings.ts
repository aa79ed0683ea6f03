import {
  Misconfigured,
  Throttled,
  Unauthorized,
  Unavailable,
  type ConnectorError,
  type FaultDetails,
} from './errors';
import { type Family, familyOf } from './words';

/** What a platform's code asks for. */
export interface Meaning {
  readonly kind: 'Unauthorized' | 'Misconfigured' | 'Unavailable' | 'Throttled';
  /** Cause and what a person can do about it. */
  readonly en: string;
  readonly zh: string;
  /** Milliseconds, `Throttled` only. */
  readonly retryAfterMs?: number;
}

/** What a family of words asks for where a platform's own table says nothing else. */
export const familyMeanings: Readonly<Record<Family, Meaning>> = {
  limit: {
    kind: 'Throttled',
    en: 'too many calls on this account; lower the budget of the connection',
    zh: '调用过于频繁；请降低连接的 budget',
    retryAfterMs: 1_000,
  },
  later: {
    kind: 'Unavailable',
    en: 'the platform is busy or under maintenance; if it goes on, ask its support',
    zh: '平台繁忙或正在维护；若持续出现请联系其客服',
  },
  session: {
    kind: 'Unauthorized',
    en: 'the session or token is missing, invalid or has ended; let the merchant grant access again and update it',
    zh: '会话或令牌缺失、无效或已过期；请商家重新授权并更新',
  },
  credentials: {
    kind: 'Unauthorized',
    en: 'the credentials or the signature are refused; check the keys and secrets of the connection',
    zh: '凭据或签名被拒绝；请检查该连接的 key 与密钥',
  },
  permission: {
    kind: 'Unauthorized',
    en: 'this may not be called; apply for the permission, or let the merchant grant it',
    zh: '没有该接口的权限；请申请权限，或请商家授权',
  },
};

/** What words ask for that stand beside a code: those for "later" and "slow down" outweigh a code for wrong parameters. */
export function meaningOfWords(words: string, ofCode?: Meaning): Meaning | undefined {
  const family = familyOf(words);
  if (ofCode === undefined) return family && familyMeanings[family];
  const isPassing = family === 'later' || family === 'limit';
  return isPassing && ofCode.kind === 'Misconfigured' ? familyMeanings[family] : ofCode;
}

const kinds = { Unauthorized, Misconfigured, Unavailable };

/** The error that a meaning stands for. `seen` is what the platform said, without secrets. */
export function meaningToError(meaning: Meaning, seen: string, details: FaultDetails): ConnectorError {
  const { kind, en, zh, retryAfterMs = 0 } = meaning;
  const message = `${seen}: ${en} / ${zh}`;
  const advised = { ...details, advice: { en, zh } };
  if (kind === 'Throttled') return new Throttled(message, advised, retryAfterMs);
  return new kinds[kind](message, advised);
}
