import { createHash } from 'node:crypto';

/**
 * The open platform's signature (page §3, vendor docId=70): all fields but `sign` that are not empty, keys in ASCII
 * order, as key+value after the secret; MD5, lower-case hex.
 */
export function signOpen(fields: ReadonlyMap<string, string>, appSecret: string): string {
  const signed = [...fields].filter(([key, value]) => key !== 'sign' && value !== '');
  signed.sort(([a], [b]) => (a < b ? -1 : 1));
  return md5(appSecret + signed.flat().join(''));
}

const unsigned = ['sign', 'method', 'partnerid', 'partnerkey'];

/**
 * The old gateway's signature (page §2): method, partnerid, then the other system parameters as key+value in the order
 * in which the URL has them, then the partner key; MD5, lower-case hex. Business parameters are not signed.
 */
export function signGateway(parameters: ReadonlyMap<string, string>, partnerKey: string): string {
  const rest = [...parameters].filter(([key]) => !unsigned.includes(key));
  const text = (parameters.get('method') ?? '') + (parameters.get('partnerid') ?? '') + rest.flat().join('');
  return md5(text + partnerKey);
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
