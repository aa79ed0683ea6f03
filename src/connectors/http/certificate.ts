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

/** What to do by the code with which Node refuses a certificate. */
const advice: ReadonlyMap<string, Bilingual> = new Map([
  ...[
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
  ].map((code) => [code, untrusted] as const),
  ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'].map((code) => [code, outdated] as const),
  ...['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'].map((code) => [code, otherName] as const),
  ['CERT_REVOKED', revoked],
]);

/** What a person can do about a refused certificate; undefined for a code that is about none. */
export function certificateAdvice(code: string = ''): Bilingual | undefined {
  return advice.get(code);
}
