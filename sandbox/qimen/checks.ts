import { shanghaiMoment } from '../shanghai';
import { demoAccount } from './account';
import type { Gateway } from './gateway';
import { Refusal, type TopCode } from './refusal';
import { isSignMethod, signTop } from './sign';

/** The decoded form fields of a call. */
export type Fields = ReadonlyMap<string, string>;

/** One condition of a call. Throws a Refusal when it does not hold. */
type Check = (fields: Fields, gateway: Gateway) => void;

/** Conditions of every call. The gateway's own order is not documented: presence, then values, then the route. */
const checks: readonly Check[] = [
  present('method', 21),
  present('app_key', 28),
  present('timestamp', 30),
  present('v', 32),
  present('sign', 24),
  present('sign_method', 40),
  present('target_app_key', 40),
  present('customer_id', 40),
  knownApplication,
  timely,
  version,
  format,
  signature,
  route,
];

/** Runs the checks in their order; the first that fails decides the answer. */
export function runChecks(fields: Fields, gateway: Gateway): void {
  for (const check of checks) check(fields, gateway);
}

function present(name: string, code: TopCode): Check {
  return (fields) => {
    if (!fields.get(name)) throw new Refusal(code);
  };
}

function knownApplication(fields: Fields): void {
  if (fields.get('app_key') !== demoAccount.appKey) throw new Refusal(29);
}

/** Beijing time, at most 10 minutes off (page §5.1). */
function timely(fields: Fields, { switches, now }: Gateway): void {
  if (!switches.values().clockCheck) return;
  const moment = momentOf(fields.get('timestamp') ?? '', switches.values().timestampForm);
  if (!moment || Math.abs(moment.getTime() - now().getTime()) > 600_000) throw new Refusal(31);
}

function momentOf(timestamp: string, form: 'either' | 'text'): Date | undefined {
  if (form === 'either' && /^\d{13}$/.test(timestamp)) return new Date(Number(timestamp));
  return shanghaiMoment(timestamp) ?? undefined;
}

function version(fields: Fields): void {
  const asked = fields.get('v') ?? '';
  if (asked !== '2.0') throw new Refusal(/^\d+\.\d+$/.test(asked) ? 34 : 33);
}

function format(fields: Fields, { switches }: Gateway): void {
  const asked = fields.get('format') || 'xml';
  const taken = switches.values().format === 'json' ? ['json'] : ['json', 'xml'];
  if (!taken.includes(asked)) throw new Refusal(23);
}

function signature(fields: Fields): void {
  const method = fields.get('sign_method') ?? '';
  if (!isSignMethod(method)) throw new Refusal(41);
  if (fields.get('sign') !== signTop(fields, demoAccount.appSecret, method)) throw new Refusal(25);
}

/** Which merchant of which target: what a wrong one is answered is not documented. */
function route(fields: Fields, { switches }: Gateway): void {
  const { targetAppKey, customerId } = demoAccount;
  const known = fields.get('target_app_key') === targetAppKey && fields.get('customer_id') === customerId;
  if (!known) throw new Refusal(switches.values().unknownRouteCode);
}
