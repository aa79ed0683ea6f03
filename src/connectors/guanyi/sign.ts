import { createHash } from 'node:crypto';

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
