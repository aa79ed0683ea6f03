import { createHash } from 'node:crypto';

/** Fields by name, values as sent (before URL encoding). */
export type Fields = Readonly<Record<string, string>>;

/**
 * Signature of the open platform: MD5 in lower-case hex over the application secret and every non-empty field as key
 * and value, keys in ASCII order. Source: vendor's docId=70 and the vectors of ieu/jst-java `DefaultJstDigestTest.java`.
 */
export function signOpenapi(fields: Fields, appSecret: string): string {
  const signed = Object.keys(fields)
    .filter((name) => name !== 'sign' && fields[name] !== '')
    .sort()
    .map((name) => name + fields[name]);
  return md5(appSecret + signed.join(''));
}

/** Who calls the old gateway. */
export interface GatewayCaller {
  readonly partnerId: string;
  readonly partnerKey: string;
  readonly token: string;
}

/**
 * Signature of the old gateway: MD5 in lower-case hex over method, partner, token, time in Unix seconds and the
 * partner's key; business parameters are not signed. Source: the vendor's call rules (open.jushuitan.com/document/2214).
 */
export function signGateway(method: string, ts: string, caller: GatewayCaller): string {
  return md5(`${method}${caller.partnerId}token${caller.token}ts${ts}${caller.partnerKey}`);
}

/** The host's clock as both generations want it: Unix seconds. */
export function unixSeconds(): string {
  return String(Math.floor(Date.now() / 1_000));
}

function md5(value: string): string {
  return createHash('md5').update(value, 'utf8').digest('hex');
}
