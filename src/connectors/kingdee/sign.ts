/**
 * Signatures, byte for byte as the vendor's Python SDK `kingdee.cdp.webapi.sdk` 8.2.0 makes them
 * (`core/webapi_client.py`, `util/encode_util.py`, `util/hmac_util.py`).
 */
import { createHmac } from 'node:crypto';

/** What signed mode signs with. */
export interface Signer {
  readonly acctId: string;
  readonly userName: string;
  /** `<client id>_<encoded client secret>`. */
  readonly appId: string;
  readonly appSecret: string;
  readonly lcid: number;
  readonly orgNum: string;
}

const secretMask = '0054f397c6234378b09ca7d3e5debce7';

/** Headers of one signed call: `path` is the URL's path, `unixSeconds` also serves as the nonce, as in the SDK. */
export function signedHeaders(signer: Signer, path: string, unixSeconds: number): Record<string, string> {
  const { clientId, clientSecret, appData, kdSignature } = constantsOf(signer);
  return {
    'X-Api-ClientID': clientId,
    'X-Api-Auth-Version': '2.0',
    'x-api-timestamp': String(unixSeconds),
    'x-api-nonce': String(unixSeconds),
    'x-api-signheaders': 'x-api-timestamp,x-api-nonce',
    'X-Api-Signature': signature(clientSecret, textToSign(path, unixSeconds)),
    'X-Kd-Appkey': signer.appId,
    'X-Kd-Appdata': appData,
    'X-Kd-Signature': kdSignature,
  };
}

interface Constants {
  readonly clientId: string;
  readonly clientSecret: string;
  /** In base64. */
  readonly appData: string;
  readonly kdSignature: string;
}

const constants = new WeakMap<Signer, Constants>();

/** What is alike in all calls of a signer. */
function constantsOf(signer: Signer): Constants {
  const known = constants.get(signer);
  if (known) return known;
  const appData = [signer.acctId, signer.userName, signer.lcid, signer.orgNum].join(',');
  const made = {
    ...splitAppId(signer.appId),
    appData: Buffer.from(appData, 'utf8').toString('base64'),
    kdSignature: signature(signer.appSecret, signer.appId + appData),
  };
  constants.set(signer, made);
  return made;
}

/** Client id and decoded client secret of an app id; both empty, as in the SDK, when it is not of two parts. */
export function splitAppId(appId: string): { clientId: string; clientSecret: string } {
  const [clientId, encoded, ...more] = appId.split('_');
  if (clientId === undefined || encoded === undefined || more.length > 0)
    return { clientId: '', clientSecret: '' };
  return { clientId, clientSecret: encoded.length === 32 ? unmask(encoded) : '' };
}

function textToSign(path: string, unixSeconds: number): string {
  return `POST\n${encodedPath(path)}\n\nx-api-nonce:${unixSeconds}\nx-api-timestamp:${unixSeconds}\n`;
}

/** As Python's `quote(path)` with `/` encoded too: it also encodes the five characters that JavaScript leaves. */
function encodedPath(path: string): string {
  return encodeURIComponent(path).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Base64 of the 64 characters of the hex text, not of the 32 raw bytes. */
function signature(key: string, text: string): string {
  const hex = createHmac('sha256', key).update(text, 'utf8').digest('hex');
  return Buffer.from(hex, 'ascii').toString('base64');
}

function unmask(encoded: string): string {
  const bytes = Buffer.from(encoded, 'base64');
  return Buffer.from(bytes.map((byte, i) => byte ^ secretMask.charCodeAt(i))).toString('base64');
}
