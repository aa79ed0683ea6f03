import { createHash } from 'node:crypto';

/**
 * GreatOnce's signature (page §3): MD5 of secret, the query parameters but `sign` as key+value in ASCII order of their keys,
 * the body's raw bytes, and the secret again; upper-case hex. Parameters without a value are left out, or not.
 */
export function signature(
  parameters: ReadonlyMap<string, string>,
  body: Buffer,
  secret: string,
  skipEmpty = true,
): string {
  const signed = [...parameters].filter(([key, value]) => key !== 'sign' && (value !== '' || !skipEmpty));
  signed.sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('md5').update(secret + signed.flat().join(''));
  return hash.update(body).update(secret).digest('hex').toUpperCase();
}
