import type { Bilingual } from '../../contract/bilingual';

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
export function tlsAdvice(code: string = ''): Bilingual | undefined {
  return handshakeCodes.get(code);
}
