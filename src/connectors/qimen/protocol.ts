import { unexpected, type JsonAnswer, type ReadChannel, type SignedRequest } from '../channel';
import { flag, lenient, words } from '../readers';
import { type Read, readOr, record } from '../record';
import { ProtocolViolation, type ConnectorError, type FaultDetails, type RawAnswer } from '../errors';
import { meaningOfWords, meaningToError, type Meaning } from '../meanings';
import type { Request } from '../connector';
import { shanghaiTime } from '../../contract/time';
import type { QimenSettings } from './settings';
import { createHash, createHmac } from 'node:crypto';

const said = lenient(words);

/** Both forms of a refusal: the gateway's (`message`) and the classic one of TOP (`msg`, `sub_msg`). */
const refusalShape = record({
  flag: said,
  code: said,
  message: said,
  msg: said,
  sub_code: said,
  sub_message: said,
  sub_msg: said,
  request_id: said,
});

/** Whether JSON is one of the two failure envelopes; their HTTP status is expected to be 200 but not published. */
export function saysNo(body: unknown): boolean {
  const { error_response: classic, response } = asTree(body) ?? {};
  return classic !== undefined || isFailure(asTree(response) ?? {});
}

type Tree = Readonly<Record<string, unknown>>;

/**
 * The part of an answer that holds the list. Both failure envelopes come with HTTP 200:
 * `{"response":{"flag":"failure",…}}` and `{"error_response":{…}}`.
 * @throws what the refusal stands for; ProtocolViolation for no envelope
 */
export function payloadOf(answer: JsonAnswer, list: string, channel: ReadChannel): Tree {
  const { details, body, rawAnswer } = answer;
  const { error_response: classic, ...rest } = asTree(body) ?? {};
  const payload = asTree(rest.response) ?? resultOf(rest, details.operation);
  if (classic === undefined && payload && !isRefusal(payload, list)) return payload;
  const data = readOr(
    () => refusalShape(classic ?? payload, ''),
    ({ message }) => {
      throw unexpected(details, message, rawAnswer);
    },
  );
  throw refusalToError(cleaned(data, channel), details, rawAnswer);
}

/** Written by one client for another gateway version: `<method with underscores>_response.result`. */
function resultOf(body: Tree, operation: string): Tree | undefined {
  return asTree(asTree(body[`${operation.replaceAll('.', '_')}_response`])?.result);
}

/** Whether a code comes with a success is not published, so beside a list it is not looked at. */
function isRefusal(payload: Tree, list: string): boolean {
  if (isFailure(payload)) return true;
  return payload[list] === undefined && !['', '0', 'undefined', 'null'].includes(String(payload.code));
}

function isFailure({ flag: said, issuccess }: Tree): boolean {
  return String(said).trim().toLowerCase() === 'failure' || lenient(flag)(issuccess, '') === false;
}

function cleaned(data: Read<typeof refusalShape>, channel: ReadChannel): Refusal {
  return {
    code: channel.cleaned(data.code ?? 'none'),
    message: channel.cleaned(data.message ?? data.msg ?? ''),
    subCode: channel.cleaned(data.sub_code ?? ''),
    subMessage: channel.cleaned(data.sub_message ?? data.sub_msg ?? ''),
    requestId: channel.cleaned(data.request_id ?? ''),
  };
}

function asTree(value: unknown): Tree | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : undefined;
}

/** What the gateway says when it refuses a call; texts without secrets, '' where it says nothing. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly subCode: string;
  readonly subMessage: string;
  readonly requestId: string;
}

/** The connector error that a refusal stands for. One that neither codes nor words tell is a `ProtocolViolation`. */
export function refusalToError(
  refusal: Refusal,
  call: Pick<FaultDetails, 'platform' | 'operation'>,
  rawAnswer: RawAnswer,
): ConnectorError {
  const { code, message, subCode, subMessage, requestId } = refusal;
  const platformMessage = [message, subCode, subMessage].filter(Boolean).join('; ');
  const details = { ...call, code, platformMessage, ...(requestId === '' ? {} : { requestId }) };
  const seen = [`code ${code}`, platformMessage].filter(Boolean).join(', ');
  const meaning = meaningOf(refusal);
  if (!meaning) return new ProtocolViolation(`unknown ${seen}`, details, rawAnswer, { isRefusal: true });
  return meaningToError(meaning, seen, details);
}

/** The sub code is the finer of the two: `isp.` is the server's fault, `isv.` the caller's. */
function meaningOf(refusal: Refusal): Meaning | undefined {
  const { message, subCode, subMessage } = refusal;
  const meaning = meaningOfWords(`${subMessage} ${subCode} ${message}`, meaningOfCode(refusal));
  return meaning?.kind === 'Throttled' ? banned(refusal, meaning) : meaning;
}

function meaningOfCode(refusal: Refusal): Meaning | undefined {
  const { code, subCode } = refusal;
  if (code === '7' || /^accesscontrol\.limited-by-|^isp\.call-limited/.test(subCode)) return limited;
  if (subCode.startsWith('isp.')) return failed;
  if (code === '15' && subCode.startsWith('isv.')) return refused;
  return (code === '50' ? wrapped(subCode) : undefined) ?? codes.get(code);
}

/** Jushuitan's own refusals may come wrapped into TOP's business error. */
function wrapped(subCode: string): Meaning | undefined {
  return /^\d{3,5}$/.test(subCode) ? codes.get(subCode) : undefined;
}

/** Recorded: `This ban will last for 31062 more seconds`. */
function banned({ message, subMessage }: Refusal, limit: Meaning): Meaning {
  const seconds = /ban will last\D{0,10}(\d{1,7})\D{0,10}second/i.exec(`${subMessage} ${message}`)?.[1];
  return seconds === undefined ? limit : { ...limit, retryAfterMs: Math.max(1, Number(seconds)) * 1_000 };
}

const clock: Meaning = {
  kind: 'Misconfigured',
  en: "the timestamp is refused; set this host's clock (NTP), the gateway allows 10 minutes",
  zh: '时间戳无效；请校准本机时钟，网关允许误差 10 分钟',
};

const version: Meaning = {
  kind: 'Misconfigured',
  en: 'the gateway does not take this form of call; check that url is the address of its /router/qm',
  zh: '网关不接受此调用形式；请检查 url 是否为 /router/qm 地址',
};

const method: Meaning = {
  kind: 'Misconfigured',
  en: 'the gateway does not know the method; check url, targetAppKey and the method of the scheme',
  zh: '网关没有该接口；请检查 url、targetAppKey 与方案的接口名',
};

const parameters: Meaning = {
  kind: 'Misconfigured',
  en: 'a request parameter is missing or not accepted; check the parameters of the scheme',
  zh: '请求参数缺失或不被接受；请检查方案的请求参数',
};

const permission: Meaning = {
  kind: 'Unauthorized',
  en: 'the application may not call this method; apply for it in the open platform console or let the merchant grant access',
  zh: '应用没有该接口的权限；请在开放平台申请，或请商家授权',
};

const signature: Meaning = {
  kind: 'Unauthorized',
  en: 'the signature is refused; check appKey, appSecret and signMethod',
  zh: '签名无效；请检查 appKey、appSecret 与 signMethod',
};

const appKey: Meaning = {
  kind: 'Unauthorized',
  en: 'the application key is refused; check appKey',
  zh: '应用 key 无效；请检查 appKey',
};

const session: Meaning = {
  kind: 'Unauthorized',
  en: 'the session is missing, invalid or has ended; let the merchant grant access again and update session',
  zh: 'session 缺失、无效或已过期；请商家重新授权并更新 session',
};

const failed: Meaning = {
  kind: 'Unavailable',
  en: 'the gateway or Jushuitan behind it failed; if it goes on, ask their support',
  zh: '网关或其后的聚水潭处理异常；若持续出现请联系其客服',
};

const refused: Meaning = {
  kind: 'Misconfigured',
  en: 'the platform behind the gateway refuses the call; its words say why',
  zh: '网关后的平台拒绝了调用；原因见其提示',
};

/** Too many calls; the pause is what a long-lived client (taobaopy) takes where the answer names none. */
export const limited: Meaning = {
  kind: 'Throttled',
  en: 'too many calls on this application',
  zh: '应用调用过于频繁',
  retryAfterMs: 1_000,
};

/** TOP codes that refuse for lack of permission: the application itself was recognized. */
export const permissionCodes: ReadonlySet<string> = new Set(['11', '12', '13', '42', '53', '190']);

const groups: [Meaning, readonly number[]][] = [
  [limited, [7]],
  // 520 is no published code of TOP: gateways before it give it for a server that broke down.
  [failed, [10, 15, 520]],
  [permission, [11, 12, 13, 42, 53]],
  [version, [3, 9, 23, 32, 33, 34, 47]],
  [method, [21, 22]],
  [signature, [24, 25]],
  [session, [26, 27, 44]],
  [appKey, [28, 29]],
  [clock, [30, 31]],
  [parameters, [40, 41, 43]],
  [refused, [50]],
  // Jushuitan's own codes. That they come through the gateway unchanged is an assumption; TOP uses none above 100.
  [permission, [190]],
  [parameters, [130, 140, 160, 170]],
  [failed, [150]],
  [limited, [199]],
  [{ ...limited, retryAfterMs: 10_000 }, [189, 10004]],
  [{ ...limited, retryAfterMs: 60_000 }, [200]],
];

/** The gateway's published codes, as text, and those of Jushuitan behind it. */
export const codes: ReadonlyMap<string, Meaning> = new Map(
  groups.flatMap(([meaning, numbers]) => numbers.map((code) => [String(code), meaning] as const)),
);

const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' };

/** A call signed for this moment: system and business parameters together as form fields; empty ones are left out. */
export function signedForm(method: string, request: Request, settings: QimenSettings): SignedRequest {
  const fields = { ...filled(request), ...systemFields(method, settings) };
  const sign = signTop(fields, settings.appSecret, settings.signMethod);
  return { path: '', headers, body: new URLSearchParams({ ...fields, sign }).toString() };
}

/** TOP accepts a clock error of 10 minutes; its timestamps are GMT+8. */
function systemFields(method: string, settings: QimenSettings): Request {
  const { appKey, targetAppKey, customerId, signMethod, session } = settings;
  return {
    method,
    app_key: appKey,
    target_app_key: targetAppKey,
    customer_id: customerId,
    timestamp: shanghaiTime(Date.now()),
    format: 'json',
    v: '2.0',
    sign_method: signMethod,
    ...(session === undefined ? {} : { session }),
  };
}

function filled(request: Request): Request {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== ''));
}

/**
 * TOP signature in upper-case hex over every non-empty field but `sign` as key and value, keys in ASCII order; md5 has the
 * secret before and behind. Source: lindejin/eshop-plat-api `QimenCustomSignUtil2.java`, PyPI taobaopy 6.0.1.
 */
export function signTop(fields: Request, secret: string, method: QimenSettings['signMethod']): string {
  const signed = Object.keys(fields)
    .filter((name) => name !== 'sign' && fields[name] !== '')
    .sort()
    .map((name) => name + fields[name])
    .join('');
  return digest(signed, secret, method).toUpperCase();
}

function digest(signed: string, secret: string, method: QimenSettings['signMethod']): string {
  if (method === 'md5') {
    return createHash('md5')
      .update(secret + signed + secret, 'utf8')
      .digest('hex');
  }
  const algorithm = method === 'hmac' ? 'md5' : 'sha256';
  return createHmac(algorithm, secret).update(signed, 'utf8').digest('hex');
}
