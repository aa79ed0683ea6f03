import type { Meaning } from '../meanings';
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

/**
 * Fragments that a refusal is recognized by. Only `PARAM ERR` and `out of given range` are attested
 * (allenwakeup/guanyierp README and a public client); the others are the usual words, to be completed by the
 * connection's `refusals`.
 */
const builtIn: Readonly<Record<Cause, readonly string[]>> = {
  throttled: ['频繁', '频率', '限流', 'too many', 'too fast', 'throttl', 'rate limit', 'qps'],
  unavailable: ['系统繁忙', '系统异常', '超时', 'timeout', 'timed out'],
  misconfigured: ['param err', 'out of given range', '必填'],
  unauthorized: ['签名', '授权', '权限', 'sign', 'appkey', 'sessionkey', 'unauthorized', 'permission'],
};

/** What a refusal asks for, or undefined for one that no fragment fits. `said` is all that the platform said. */
export function meaningOf(said: string, configured: GuanyiSettings['refusals']): Meaning | undefined {
  const text = said.toLowerCase();
  const fits = (fragments: readonly string[] = []) =>
    fragments.some((fragment) => text.includes(fragment.toLowerCase()));
  const cause = causes.find((name) => fits(configured[name])) ?? causes.find((name) => fits(builtIn[name]));
  return cause && meanings[cause];
}
