import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { account } from '../credentials';
import type { Id } from '../documents/row';
import type { World } from '../world';
import { organizationByNumber } from './organizations';
import { clientSecretOf, signatureOf, stringToSign, timestampMillis } from './signature';

/** Result of checking signed headers: the working organization, or why they are refused. */
export type SignedCheck = { organizationId: Id } | { refusal: 'missing' | 'timestamp' | 'signature' };

const header = (headers: IncomingHttpHeaders, name: string): string => String(headers[name] ?? '');

/** Whether a call comes in signed mode. */
export function isSigned(headers: IncomingHttpHeaders): boolean {
  return headers['x-kd-appkey'] !== undefined || headers['x-kd-signature'] !== undefined;
}

/** Checks the X-Kd-* pair, and the X-Api-* pair where the site does. `path` is the request path without a query. */
export function checkSigned(headers: IncomingHttpHeaders, path: string, world: World): SignedCheck {
  const appId = header(headers, 'x-kd-appkey');
  if (appId === '') return { refusal: 'missing' };
  const { apiSignature } = world.switches.values();
  const refusal = apiSignature === 'check' ? checkApiPair(headers, appId, path, world) : undefined;
  return refusal === undefined ? checkKdPair(headers, appId, world) : { refusal };
}

function checkKdPair(headers: IncomingHttpHeaders, appId: string, { store }: World): SignedCheck {
  const appData = Buffer.from(header(headers, 'x-kd-appdata'), 'base64').toString('utf8');
  const signature = signatureOf(appId + appData, account.appSecret);
  const [acctId, userName, , orgNum = '0'] = appData.split(',');
  const known = appId === account.appId && acctId === account.acctId && userName === account.userName;
  const organization = organizationByNumber(store, orgNum === '0' ? account.orgNum : orgNum);
  const good = known && organization !== undefined && same(signature, header(headers, 'x-kd-signature'));
  return good ? { organizationId: organization.id } : { refusal: 'signature' };
}

function checkApiPair(headers: IncomingHttpHeaders, appId: string, path: string, { switches, now }: World) {
  const timestamp = header(headers, 'x-api-timestamp');
  const age = Math.abs(now().getTime() - timestampMillis(timestamp));
  if (!(age <= switches.values().timestampToleranceSeconds * 1000)) return 'timestamp';
  const message = stringToSign(decodeURI(path), header(headers, 'x-api-nonce'), timestamp);
  const expected = signatureOf(message, clientSecretOf(appId));
  const good =
    header(headers, 'x-api-clientid') === appId.split('_')[0] &&
    same(expected, header(headers, 'x-api-signature'));
  return good ? undefined : 'signature';
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
