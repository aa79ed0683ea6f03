import { createHash, createHmac } from 'node:crypto';
import type { QimenSettings } from './settings';

/** Form fields by name, values as sent (before URL encoding). */
export type Fields = Readonly<Record<string, string>>;

/**
 * TOP signature in upper-case hex over every non-empty field but `sign` as key and value, keys in ASCII order; md5 has the
 * secret before and behind. Source: lindejin/eshop-plat-api `QimenCustomSignUtil2.java`, PyPI taobaopy 6.0.1.
 */
export function signTop(fields: Fields, secret: string, method: QimenSettings['signMethod']): string {
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
