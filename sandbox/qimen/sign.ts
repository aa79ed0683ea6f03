import { createHash, createHmac } from 'node:crypto';

const digests = {
  md5: (text: string, secret: string) =>
    createHash('md5')
      .update(secret + text + secret)
      .digest('hex'),
  hmac: (text: string, secret: string) => createHmac('md5', secret).update(text).digest('hex'),
  'hmac-sha256': (text: string, secret: string) => createHmac('sha256', secret).update(text).digest('hex'),
};

/** A value of `sign_method`. */
export type SignMethod = keyof typeof digests;

/** Whether TOP knows that `sign_method`. */
export function isSignMethod(name: string): name is SignMethod {
  return Object.hasOwn(digests, name);
}

/**
 * TOP's signature (page §5.1): all decoded fields but `sign` that are not empty, keys in ASCII order, as key+value,
 * digested as UTF-8; upper-case hex.
 */
export function signTop(fields: ReadonlyMap<string, string>, secret: string, method: SignMethod): string {
  const signed = [...fields].filter(([key, value]) => key !== 'sign' && value !== '');
  signed.sort(([a], [b]) => (a < b ? -1 : 1));
  return digests[method](signed.flat().join(''), secret).toUpperCase();
}
