import { ProtocolViolation, type ConnectorError, type RawAnswer } from '../errors';
import { meaningOfWords, meaningToError, type Meaning, familyOf } from '../meanings';

/** What to know of a refused call. */
export interface Refusal {
  readonly operation: string;
  readonly code: number;
  /** The platform's own words, without secrets. */
  readonly message: string;
  /** Whether it was a token endpoint that refused. */
  readonly tokenCall: boolean;
  readonly rawAnswer: RawAnswer;
}

/** The connector error that a refusal stands for. One that neither codes nor words tell is a `ProtocolViolation`. */
export function refusalToError(refusal: Refusal): ConnectorError {
  const { code, message: platformMessage, operation, rawAnswer } = refusal;
  const details = { platform: 'jushuitan', operation, code: String(code), platformMessage };
  const seen = platformMessage === '' ? `code ${code}` : `code ${code}, ${platformMessage}`;
  const meaning = meaningOf(refusal);
  if (!meaning) return new ProtocolViolation(`unknown ${seen}`, details, rawAnswer, { isRefusal: true });
  return meaningToError(meaning, seen, details);
}

/** The tables disagree on 150: a token call may not refresh, any other call failed inside. */
function meaningOf({ code, message, tokenCall }: Refusal): Meaning | undefined {
  if (code === 150 && tokenCall) return refreshForbidden;
  return meaningOfWords(message, codes.get(code)) ?? undocumented.get(code);
}

/** The vendor's code for a token that has ended. */
const tokenExpired = 100;

/** The vendor's code for a method that the application may not call. */
export const noPermission = 190;

const badSignature: Meaning = {
  kind: 'Unauthorized',
  en: 'the signature is refused; check the application key and secret (old gateway: partner number and key)',
  zh: '签名无效；请检查 app_key 与 app_secret（旧网关为 partnerid 与 partnerkey）',
};

const badParameters: Meaning = {
  kind: 'Misconfigured',
  en: 'a request parameter is missing or not accepted; check the parameters of the scheme',
  zh: '请求参数缺失或不被接受；请检查方案的请求参数',
};

const regrant = '请商家重新授权并更新连接配置中的令牌';

/**
 * The platform's codes. Two published tables disagree (ieu/jst-java `JstErrorCode.java`; open.jushuitan.com/document/2021);
 * where they do, the kind fits both and the text names both causes.
 */
export const codes: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  [10, badSignature],
  [
    tokenExpired,
    {
      kind: 'Unauthorized',
      en: 'the token is invalid or has ended; let the merchant grant access again and update the token',
      zh: `令牌无效或已过期；${regrant}`,
    },
  ],
  [
    110,
    {
      kind: 'Unauthorized',
      en: "this host is not on the application's IP allow-list; add its address in the developer console",
      zh: '本机 IP 不在应用的白名单内；请在开发者后台添加',
    },
  ],
  [120, badSignature],
  [130, badParameters],
  [
    140,
    {
      kind: 'Misconfigured',
      en: "this host's clock is off by more than 15 minutes, or a request parameter is not accepted",
      zh: '本机时钟误差超过 15 分钟，或请求参数不符合规范；请先校准时钟',
    },
  ],
  [
    150,
    {
      kind: 'Unavailable',
      en: 'the platform failed inside; if it goes on, ask its support',
      zh: '聚水潭内部处理异常；若持续出现请联系其客服',
    },
  ],
  [160, badParameters],
  [170, badParameters],
  [
    180,
    {
      kind: 'Misconfigured',
      en: "this host's clock is off by more than 10 minutes, or the call is not accepted",
      zh: '本机时钟误差超过 10 分钟，或调用不被接受；请先校准时钟',
    },
  ],
  [
    noPermission,
    {
      kind: 'Unauthorized',
      en: 'the application may not call this method, or it does not exist; apply for it in the developer console',
      zh: '应用没有该接口的权限或接口不存在；请在开发者后台申请',
    },
  ],
  [
    199,
    { kind: 'Throttled', en: 'too many calls in this second', zh: '每秒调用过于频繁', retryAfterMs: 1_000 },
  ],
  // Whether the minute is the clock's or a sliding one is not documented: after 60 s both have passed.
  [
    200,
    {
      kind: 'Throttled',
      en: 'too many calls in this minute',
      zh: '每分钟调用过于频繁',
      retryAfterMs: 60_000,
    },
  ],
]);

const pacedAgain: Meaning = {
  kind: 'Throttled',
  en: 'too many calls, as clients in use take this code, which no table has; lower the budget of the connection',
  zh: '调用过于频繁（该代码未见于公开的代码表，按使用者的经验处理）；请降低连接的 budget',
  retryAfterMs: 10_000,
};

/** Codes that no published table has. Clients in use take them for limits, so the words beside them come first. */
const undocumented: ReadonlyMap<number, Meaning> = new Map([
  [189, pacedAgain],
  [10004, pacedAgain],
]);

/** Whether a refusal says that the token has ended: by its code, or in words where no table has the code. */
export function saysTokenEnded({
  code,
  message,
}: {
  readonly code: number;
  readonly message: string;
}): boolean {
  return code === tokenExpired || (code !== 0 && !codes.has(code) && familyOf(message) === 'session');
}

/** 150 of a token call: applications of service providers may not refresh since 2023-08-15. */
const refreshForbidden: Meaning = {
  kind: 'Unauthorized',
  en: 'this application may not refresh its token; let the merchant grant access again and update the token',
  zh: `服务商应用不能刷新令牌；${regrant}`,
};
