import { createHash, createHmac } from 'node:crypto';

/** Constant of the official SDKs (ROT13 of `0054s397p6234378o09pn7q3r5qropr7`). */
const mask = Buffer.from('0054f397c6234378b09ca7d3e5debce7', 'ascii');

/** HMAC-SHA256 as Kingdee signs: base64 of the lower-case hex text, 88 characters. Source: official Python SDK 8.2.0. */
export function signatureOf(message: string, key: string): string {
  return Buffer.from(createHmac('sha256', key).update(message, 'utf8').digest('hex')).toString('base64');
}

/**
 * The key of X-Api-Signature: the second half of the appId, its 24 bytes masked. `""` unless that half has 32 characters,
 * as in the official SDKs.
 */
export function clientSecretOf(appId: string): string {
  const [, encoded = '', ...more] = appId.split('_');
  if (encoded.length !== 32 || more.length > 0) return '';
  const bytes = Buffer.from(encoded, 'base64').map((byte, index) => byte ^ (mask[index] ?? 0));
  return Buffer.from(bytes).toString('base64');
}

/** The text under X-Api-Signature. The empty line is the query part; nonce and timestamp are signed as they were sent. */
export function stringToSign(path: string, nonce: string, timestamp: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('%2F');
  return `POST\n${encoded}\n\nx-api-nonce:${nonce}\nx-api-timestamp:${timestamp}\n`;
}

/** The sign of LoginBySign: the parts in ordinal order, joined, hashed, in lower-case hex. */
export function loginSign(parts: readonly string[], algorithm: 'sha256' | 'sha1'): string {
  return createHash(algorithm).update(parts.toSorted().join(''), 'utf8').digest('hex');
}

/** A timestamp in seconds (Python SDK) or milliseconds (Java SDK) as milliseconds; NaN for other text. */
export function timestampMillis(text: string): number {
  if (!/^\d{1,16}$/.test(text)) return Number.NaN;
  const number = Number(text);
  return number < 1e11 ? number * 1000 : number;
}
