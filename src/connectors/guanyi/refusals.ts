import { type Meaning, plain, type Family, familyOf, wholeWords } from '../meanings';
import type { GuanyiSettings } from './settings';

type Cause = keyof GuanyiSettings['refusals'];

/** Order of search: a limit that names the application key is a limit, not a wrong key. */
const causes = ['throttled', 'unavailable', 'misconfigured', 'unauthorized'] as const;

const meanings: Readonly<Record<Cause, Meaning>> = {
  throttled: {
    kind: 'Throttled',
    en: 'too many calls on this account; lower the budget of the connection',
    zh: '调用过于频繁；请降低连接的 budget',
    retryAfterMs: 1_000,
  },
  unavailable: {
    kind: 'Unavailable',
    en: 'the platform failed inside; if it goes on, ask its support',
    zh: '管易云内部处理异常；若持续出现请联系其客服',
  },
  misconfigured: {
    kind: 'Misconfigured',
    en: 'a request parameter is missing or not accepted; check pageSize and the parameters of the scheme',
    zh: '请求参数缺失或不被接受；请检查 pageSize 与方案的请求参数',
  },
  unauthorized: {
    kind: 'Unauthorized',
    en: 'the credentials are refused; check appKey, sessionKey and secret (控制面板 → 应用授权 → 云ERP授权)',
    zh: '授权信息被拒绝；请检查 appKey、sessionKey 与 secret（控制面板 → 应用授权 → 云ERP授权）',
  },
};

const ofFamily: Readonly<Record<Family, Cause>> = {
  limit: 'throttled',
  later: 'unavailable',
  session: 'unauthorized',
  credentials: 'unauthorized',
  permission: 'unauthorized',
};

/**
 * This platform's own words, beside the family that all platforms share. Only `PARAM ERR` and `out of given range` are
 * attested (allenwakeup/guanyierp README and a public client); a connection's `refusals` complete them.
 */
const own: Readonly<Record<Cause, readonly RegExp[]>> = {
  throttled: [],
  unavailable: [/系统异常|(?<!订单|付款|支付)超时/, ...wholeWords(['timeout', 'timed out'])],
  misconfigured: [/必填/, ...wholeWords(['param err', 'out of given range'])],
  unauthorized: [/签名|授权|权限/, ...wholeWords(['sign', 'appkey', 'sessionkey', 'permission'])],
};

/** What a refusal asks for, or undefined for one that no words fit. `said` is all that the platform said. */
export function meaningOf(said: string, configured: GuanyiSettings['refusals']): Meaning | undefined {
  const text = plain(said);
  const family = familyOf(said);
  const cause =
    causes.find((name) => (configured[name] ?? []).some((fragment) => text.includes(plain(fragment)))) ??
    (family && ofFamily[family]) ??
    causes.find((name) => own[name].some((pattern) => pattern.test(text)));
  return cause && meanings[cause];
}
