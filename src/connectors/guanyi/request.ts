import type { SignedRequest } from '../channel';
import type { GuanyiSettings } from './settings';
import { signText } from './sign';

const headers = { 'content-type': 'application/json;charset=utf-8' };

/** Members that the vendor types as numbers; all other business members are text. */
const numbers: ReadonlySet<string> = new Set(['page_no', 'page_size']);

/**
 * A signed call: credentials, method, business parameters and the signature over exactly the bytes before it. Empty
 * parameters are left out, as the platform's treatment of an explicit "" is not known.
 */
export function signedBody(
  method: string,
  request: Readonly<Record<string, string>>,
  settings: Pick<GuanyiSettings, 'appKey' | 'sessionKey' | 'secret' | 'encoding'>,
): SignedRequest {
  const { appKey, sessionKey, secret, encoding } = settings;
  const fields = { appkey: appKey, sessionkey: sessionKey, method, ...business(request) };
  const text = JSON.stringify(fields);
  // Cut and joined, not serialised again: what is sent is what was signed.
  const signed = `${text.slice(0, -1)},"sign":"${signText(text, secret)}"}`;
  return { path: '', headers, body: encoding === 'raw' ? signed : percentEncoded(signed) };
}

function business(request: Readonly<Record<string, string>>): Record<string, string | number> {
  const filled = Object.entries(request).filter(([, value]) => value !== '');
  return Object.fromEntries(
    filled.map(([name, value]) => [
      name,
      numbers.has(name) && /^\d{1,9}$/.test(value) ? Number(value) : value,
    ]),
  );
}

/** As form values are encoded, a space as `+`: what PHP's `urlencode` does. */
function percentEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}
