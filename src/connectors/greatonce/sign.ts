import { createHash } from 'node:crypto';

/** Query parameters by name, values before URL encoding. */
export type Parameters = Readonly<Record<string, string>>;

/**
 * MD5 in upper-case hex over secret, parameters as name and value in the order of their names, the body as sent, and
 * the secret again. Source: `Api.php` of yihaitao/greatonce 1.0.3.
 * @param body the very text that is sent: another spelling of the same JSON has another signature
 */
export function sign(parameters: Parameters, body: string, secret: string, skipsEmpty = true): string {
  const signed = Object.keys(parameters)
    .filter((name) => name !== 'sign' && !(skipsEmpty && parameters[name] === ''))
    .sort()
    .map((name) => name + parameters[name]);
  return createHash('md5')
    .update(secret + signed.join('') + body + secret, 'utf8')
    .digest('hex')
    .toUpperCase();
}
