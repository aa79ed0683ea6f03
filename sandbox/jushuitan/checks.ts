import { demoAccount } from './account';
import type { Call } from './call';
import type { Merchant } from './merchant';
import { Refusal, type RefusalReason } from './refusal';
import { signOpen } from './sign';

/** One condition of a call. Throws a Refusal when it does not hold. */
export type Check = (call: Call, merchant: Merchant) => void;

/** Runs checks in their order; the first that fails decides the answer. */
export function runChecks(checks: readonly Check[], call: Call, merchant: Merchant): void {
  for (const check of checks) check(call, merchant);
}

/** The client's address must be on the allow-list, if there is one. */
export const allowedAddress: Check = ({ address }, { switches }) => {
  const list = switches
    .values()
    .ipAllowList.split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  if (list.length > 0 && !list.includes(address)) throw new Refusal('badAddress', address);
};

/** All of these fields must be there and not empty. */
export function required(...names: readonly string[]): Check {
  return ({ fields }) => {
    if (names.some((name) => !fields.get(name))) throw new Refusal('noData');
  };
}

/** The field must have this value, in any case. */
export function fixed(name: string, value: string): Check {
  return ({ fields }) => {
    if (fields.get(name)?.toLowerCase() !== value) throw new Refusal('badParameter');
  };
}

/** The field must be Unix seconds that differ from the sandbox's clock by no more than so many minutes. */
export function timely(name: string, minutes: number, reason: RefusalReason): Check {
  return ({ fields }, { switches, now }) => {
    if (!switches.values().clockCheck) return;
    const text = fields.get(name) ?? '';
    const error = Math.abs(Number(text) * 1000 - now().getTime());
    if (!/^\d{10}$/.test(text) || error > minutes * 60_000) throw new Refusal(reason);
  };
}

/** The application must be known. Which code an unknown one gets is not documented: the signature's. */
export const knownApplication: Check = ({ fields }) => {
  if (fields.get('app_key') !== demoAccount.appKey) throw new Refusal('badSign');
};

/** The open platform's signature must fit the fields as they came. */
export const openSignature: Check = ({ fields }) => {
  if (fields.get('sign') !== signOpen(fields, demoAccount.appSecret)) throw new Refusal('badSign');
};

/** The access_token must be the one of now, and live. */
export const liveAccessToken: Check = ({ fields }, { openGrant, now }) => {
  if (fields.get('access_token') !== openGrant.accessToken || !openGrant.isLive(now()))
    throw new Refusal('badToken');
};
