import { demoAccount } from './account';
import { Refusal } from './refusal';
import { systemMember, type ErpRequest } from './request';
import { signature, signedTexts } from './sign';
import type { Tenant } from './tenant';

/** Lets a call of the tenant pass. Throws a Refusal for a wrong or missing appkey, sessionkey or sign. */
export function admit(request: ErpRequest, { switches }: Tenant): void {
  const { authorized, signOver, lowercaseSign } = switches.values();
  if (systemMember(request, 'appkey') !== demoAccount.appKey) throw new Refusal('badApp');
  if (systemMember(request, 'sessionkey') !== demoAccount.sessionKey || !authorized)
    throw new Refusal('badSession');
  const sent = systemMember(request, 'sign');
  const sign = lowercaseSign ? sent.toUpperCase() : sent;
  if (!signedTexts(request, signOver).some((text) => signature(text, demoAccount.secret) === sign))
    throw new Refusal('badSign');
}

/** Counts the call. Throws a Refusal when it is one too many. */
export function countCall({ rate, switches, now }: Tenant): void {
  const { ratePerSecond } = switches.values();
  if (rate.take('', now(), { ratePerSecond, ratePerMinute: 0 })) throw new Refusal('tooFast');
}
