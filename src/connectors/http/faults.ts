import type { Bilingual } from '../../contract/bilingual';

/** The code of what a passed deadline is the reason of. */
export const deadlineCode = 'ERR_TOTAL_TIMEOUT';

/** Thrown for bytes that are not of their character set. */
export class Undecodable extends Error {
  constructor(readonly charset: string) {
    super(`not ${charset}`);
    this.name = 'Undecodable';
  }
}

/** Why no complete answer came. */
export type FaultReason =
  | 'dns'
  | 'refused'
  | 'connect-timeout'
  | 'tls'
  | 'certificate'
  | 'reset'
  | 'headers-timeout'
  | 'body-timeout'
  | 'total-timeout'
  | 'incomplete-body'
  | 'too-large'
  | 'undecodable'
  | 'aborted'
  | 'other';

/** Thrown when no complete HTTP answer came. Holds neither address path, query nor bodies, so it may be logged. */
export class TransportFault extends Error {
  override readonly name = 'TransportFault';

  constructor(
    readonly reason: FaultReason,
    /** False only when the request certainly never reached the platform. */
    readonly sent: boolean,
    /** What happened, with the host and the system's code. */
    readonly said: Bilingual,
    /** What a person can do about it, where that is known. */
    readonly advice?: Bilingual,
  ) {
    super(said.en);
  }
}

const words: Readonly<Record<FaultReason, Bilingual>> = {
  dns: { en: 'the host name cannot be resolved', zh: '主机名无法解析' },
  refused: { en: 'no connection to the address', zh: '无法连接该地址' },
  'connect-timeout': { en: 'no connection in time', zh: '连接超时' },
  certificate: { en: 'the certificate of the address is not accepted', zh: '地址的证书不被接受' },
  tls: { en: 'no secure connection', zh: '无法建立安全连接' },
  reset: { en: 'the connection was closed before an answer came', zh: '收到应答前连接被关闭' },
  'headers-timeout': { en: 'no answer in time', zh: '应答超时' },
  'body-timeout': { en: 'the answer stopped half way', zh: '应答中途停止' },
  'total-timeout': { en: 'the answer was not complete in time', zh: '未能及时收到完整应答' },
  'incomplete-body': {
    en: 'the connection was closed in the middle of the answer',
    zh: '应答中途连接被关闭',
  },
  'too-large': { en: 'the answer is larger than allowed', zh: '应答超出允许的大小' },
  undecodable: {
    en: 'the bytes of the answer are not the text that it says',
    zh: '应答的字节与其字符编码不符',
  },
  aborted: { en: 'the client was closed', zh: '客户端已关闭' },
  other: { en: 'the exchange failed', zh: '通信失败' },
};

const reasonsByCode: Readonly<Record<string, FaultReason>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EADDRNOTAVAIL: 'refused',
  ETIMEDOUT: 'connect-timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'headers-timeout',
  UND_ERR_BODY_TIMEOUT: 'body-timeout',
  [deadlineCode]: 'total-timeout',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too-large',
  UND_ERR_DESTROYED: 'aborted',
  UND_ERR_CLOSED: 'aborted',
  UND_ERR_ABORTED: 'aborted',
};

const beforeConnection: ReadonlySet<FaultReason> = new Set([
  'dns',
  'refused',
  'connect-timeout',
  'tls',
  'certificate',
]);

/** How far a request came before it failed. */
export interface Progress {
  /** It was handed to a ready connection. */
  readonly sent: boolean;
  /** The answer's headers came. */
  readonly answered: boolean;
}

/** What an error of Node's or undici's means for a request that came so far. `host` is for the text only. */
export function toFault(error: unknown, host: string, progress: Progress): TransportFault {
  const cause = firstOf(error);
  const reason = progress.sent ? reasonAfterSend(cause.code, progress) : reasonBeforeSend(cause);
  const where = cause.code === undefined ? host : `${host}, ${cause.code}`;
  const { en, zh } = words[reason];
  const said = { en: `${en} (${where})`, zh: `${zh}（${where}）` };
  const advice = progress.sent ? undefined : (certificateAdvice(cause.code) ?? tlsAdvice(cause.code));
  return new TransportFault(reason, progress.sent, said, advice);
}

/**
 * The fault of an answer of which some bytes are no text. Nothing of it is used: a replacement character in a name would
 * be posted as if it were the name.
 */
export function undecodable({ charset }: Undecodable, host: string): TransportFault {
  return new TransportFault('undecodable', true, {
    en: `the answer's bytes are not ${charset} (${host}): let the platform, or the proxy before it, send UTF-8 or name its charset in content-type`,
    zh: `应答的字节不是 ${charset}（${host}）：请让平台或其前面的代理发送 UTF-8，或在 content-type 中注明字符编码`,
  });
}

function reasonAfterSend(code = '', { answered }: Progress): FaultReason {
  const known = reasonsByCode[code] ?? 'other';
  if (!answered) return beforeConnection.has(known) ? 'reset' : known;
  return ['too-large', 'body-timeout', 'total-timeout'].includes(known) ? known : 'incomplete-body';
}

function reasonBeforeSend({ code = '', message }: NodeJS.ErrnoException): FaultReason {
  if (certificateAdvice(code) !== undefined) return 'certificate';
  const isTls = /CERT|^ERR_TLS|^ERR_SSL|ISSUER|LEAF_SIGNATURE|^EPROTO$/.test(code);
  return isTls || message.includes('before secure TLS') ? 'tls' : (reasonsByCode[code] ?? 'other');
}

/** Node groups the attempts at several addresses of one host; the first one names the cause. */
function firstOf(error: unknown): NodeJS.ErrnoException {
  const { errors } = error as { errors?: readonly NodeJS.ErrnoException[] };
  return errors?.[0] ?? (error as NodeJS.ErrnoException);
}

const untrusted = {
  en: 'the certificate is signed by nobody this host knows: give the path of its issuer as NODE_EXTRA_CA_CERTS in the environment of jinqiao',
  zh: '证书的签发者不受本机信任：请在运行环境中用 NODE_EXTRA_CA_CERTS 指定签发者证书的路径',
};
const outdated = {
  en: 'the certificate has expired or is not valid yet: have it renewed, and set the clock of this host',
  zh: '证书已过期或尚未生效：请更新证书，并校准本机时钟',
};
const otherName = {
  en: 'the certificate is for another host: use the name that stands in it as url',
  zh: '证书属于其他主机：请在 url 中使用证书上的主机名',
};
const revoked = { en: 'the certificate is revoked: have it replaced', zh: '证书已被吊销：请更换证书' };

/** Every code with the advice that goes with it. */
function byCode(...rows: readonly (readonly [Bilingual, ...string[]])[]): ReadonlyMap<string, Bilingual> {
  return new Map(rows.flatMap(([advice, ...codes]) => codes.map((code) => [code, advice] as const)));
}

/** What to do by the code with which Node refuses a certificate. */
const certificateCodes = byCode(
  [
    untrusted,
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_UNTRUSTED',
    'CERT_REJECTED',
    'CERT_SIGNATURE_FAILURE',
    'CERT_CHAIN_TOO_LONG',
    'INVALID_CA',
    'INVALID_PURPOSE',
  ],
  [outdated, 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
  [otherName, 'ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'],
  [revoked, 'CERT_REVOKED'],
);

/** What a person can do about a refused certificate; undefined for a code that is about none. */
export function certificateAdvice(code: string = ''): Bilingual | undefined {
  return certificateCodes.get(code);
}

const noTls = {
  en: 'the address does not speak TLS: write http:// in the url, or give the port that speaks https',
  zh: '该地址不使用 TLS：请把 url 写成 http://，或改用提供 https 的端口',
};
const oldTls = {
  en: 'the address and this host agree on no version or cipher of TLS: have TLS 1.2 or later switched on there',
  zh: '该地址与本机没有共同支持的 TLS 版本或加密套件：请在对方启用 TLS 1.2 或更高版本',
};

/** What to do by the code with which OpenSSL ends a handshake that no repeat can bring about. */
const handshakeCodes = byCode(
  [noTls, 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_HTTP_REQUEST', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'],
  [
    oldTls,
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    'ERR_SSL_UNSUPPORTED_PROTOCOL',
    'ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED',
    'ERR_SSL_DH_KEY_TOO_SMALL',
  ],
);

/** What a person can do about a connection on whose encryption both sides will never agree; undefined for other codes. */
function tlsAdvice(code: string = ''): Bilingual | undefined {
  return handshakeCodes.get(code);
}
