import { type SignedRequest, unexpected, type JsonAnswer, type ReadChannel } from '../channel';
import type { GuanyiSettings } from './settings';
import { createHash } from 'node:crypto';
import { ProtocolViolation, type ConnectorError } from '../errors';
import {
  meaningToError,
  type Meaning,
  plain,
  type Family,
  familyMeanings,
  familyOf,
  wholeWords,
} from '../meanings';
import { flag, lenient, required, words } from '../readers';
import { record, readOr } from '../record';

const headers = { 'content-type': 'application/json;charset=utf-8' };

/** Members that the vendor types as numbers; all other business members are text. */
const numbers: ReadonlySet<string> = new Set(['page_no', 'page_size']);

/**
 * A signed call: credentials, method, business parameters and the signature over exactly the bytes before it. Empty
 * parameters are left out, as the platform's treatment of an explicit "" is not known.
 */
export function signedBody(
  method: string,
  request: Readonly<Record<string, string>>,
  settings: Pick<GuanyiSettings, 'appKey' | 'sessionKey' | 'secret' | 'encoding'>,
): SignedRequest {
  const { appKey, sessionKey, secret, encoding } = settings;
  const fields = { appkey: appKey, sessionkey: sessionKey, method, ...business(request) };
  const text = JSON.stringify(fields);
  // Cut and joined, not serialised again: what is sent is what was signed.
  const signed = `${text.slice(0, -1)},"sign":"${signText(text, secret)}"}`;
  return { path: '', headers, body: encoding === 'raw' ? signed : percentEncoded(signed) };
}

function business(request: Readonly<Record<string, string>>): Record<string, string | number> {
  const filled = Object.entries(request).filter(([, value]) => value !== '');
  return Object.fromEntries(
    filled.map(([name, value]) => [
      name,
      numbers.has(name) && /^\d{1,9}$/.test(value) ? Number(value) : value,
    ]),
  );
}

/** As form values are encoded, a space as `+`: what PHP's `urlencode` does. */
function percentEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

/**
 * Signature of a request text: MD5 in upper-case hex of secret + text + secret, all UTF-8. The text is the compact JSON
 * of the request without `sign`, its members in the order they are sent.
 * Source: support.guanyierp.com/hc/kb/article/1235511.
 */
export function signText(text: string, secret: string): string {
  return createHash('md5')
    .update(secret + text + secret, 'utf8')
    .digest('hex')
    .toUpperCase();
}

const said = lenient(words);

const envelope = record({ success: required(flag) });

/** Shown one after the other, codes ahead of texts. Source: support.guanyierp.com/hc/kb/article/1234935. */
const errorMembers = record({ errorCode: said, subErrorCode: said, errorDesc: said, subErrorDesc: said });

/** Whether JSON says `success: false`. */
export function saysNo(body: unknown): boolean {
  return readOr(
    () => !envelope(body, '').success,
    () => false,
  );
}

/**
 * Lets an answer pass whose `success` is true: nothing else decides; failures too are expected with HTTP status 200.
 * @throws what the refusal asks for, with all four error members; ProtocolViolation for a refusal that is not known
 */
export function accepted(
  answer: JsonAnswer,
  channel: ReadChannel,
  configured: GuanyiSettings['refusals'],
): JsonAnswer {
  const isAccepted = readOr(
    () => envelope(answer.body, '').success,
    ({ message }) => {
      throw unexpected(answer.details, message, answer.rawAnswer);
    },
  );
  if (isAccepted) return answer;
  throw refusalToError(answer, channel, configured);
}

function refusalToError(
  { details, body, rawAnswer }: JsonAnswer,
  channel: ReadChannel,
  configured: GuanyiSettings['refusals'],
): ConnectorError {
  const data = errorMembers(body, '');
  const platformMessage = channel.cleaned(
    Object.entries(data)
      .map(([name, value]) => `${name}=${value}`)
      .join(', '),
  );
  const refused = { ...details, code: channel.cleaned(data.errorCode ?? 'none'), platformMessage };
  const seen = platformMessage || 'success is false without a word';
  const meaning = meaningOf(Object.values(data).join(' '), configured);
  if (meaning) return meaningToError(meaning, seen, refused);
  return new ProtocolViolation(`unknown refusal, ${seen}`, refused, rawAnswer, { isRefusal: true });
}

type Cause = keyof GuanyiSettings['refusals'];

/** Order of search: a limit that names the application key is a limit, not a wrong key. */
const causes = ['throttled', 'unavailable', 'misconfigured', 'unauthorized'] as const;

const meanings: Readonly<Record<Cause, Meaning>> = {
  throttled: familyMeanings.limit,
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
