import { createHash } from 'node:crypto';
import type { ErpRequest } from './request';
import type { GuanyiSwitches } from './switches';

/** Guanyi's signature (page §3): MD5 of secret + JSON text + secret in UTF-8, upper-case hex. */
export function signature(text: string, secret: string): string {
  return createHash('md5')
    .update(secret + text + secret)
    .digest('hex')
    .toUpperCase();
}

/** The texts that may have been signed for a request: its object without `sign`, in the order in which it came. */
export function signedTexts({ text, members }: ErpRequest, over: GuanyiSwitches['signOver']): string[] {
  if (over === 'received') return [withoutSign(text)];
  const { sign: _, ...rest } = members;
  const reserialised = JSON.stringify(rest);
  return over === 'reserialised' ? [reserialised] : [reserialised, withoutSign(compact(text))];
}

const stringsAndOthers = /"(?:[^"\\]|\\.)*"|[^\s"]+/g;

/**
 * JSON text without white space and with the plainest strings. Parsing would also change 1.0 to 1 and put names that look
 * like numbers in front, so a client that does neither could not sign.
 */
function compact(text: string): string {
  const tokens = text.match(stringsAndOthers) ?? [];
  return tokens.map((token) => (token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : token)).join('');
}

const signMember = /\s*,\s*"sign"\s*:\s*"[^"\\]*"|"sign"\s*:\s*"[^"\\]*"\s*,?\s*/;

function withoutSign(text: string): string {
  return text.replace(signMember, '');
}
