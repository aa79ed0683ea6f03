import { shanghaiMoment } from '../shanghai';
import { demoAccount } from './account';
import type { Call } from './call';
import type { Customer } from './customer';
import { IllegalRequest, Refusal, texts, TooFast } from './refusal';
import { signature } from './sign';
import type { GreatonceSwitches } from './switches';

type Check = (call: Call, customer: Customer) => void;

const spellings = {
  camel: [{ appKey: 'appKey', customerId: 'customerId' }],
  snake: [{ appKey: 'app_key', customerId: 'customer_id' }],
};
const spellingsOf = ({ parameterNames }: GreatonceSwitches) =>
  parameterNames === 'either' ? [...spellings.camel, ...spellings.snake] : spellings[parameterNames];

/** A system parameter in the spelling that is taken. Throws a Refusal when it has no value. */
function parameter(call: Call, name: 'appKey' | 'customerId', { switches }: Customer): string {
  const names = spellingsOf(switches.values()).map((spelling) => spelling[name]);
  const value = names.map((spelling) => call.parameters.get(spelling)).find(Boolean);
  if (value === undefined) throw new Refusal(texts.missingParameter(names.join('/')));
  return value;
}

/** Read 2018 server code finds the customer's interface configuration, secret included, before all else (page §1). */
const knownCustomer: Check = (call, customer) => {
  const customerId = parameter(call, 'customerId', customer);
  if (customerId !== demoAccount.customerId || !customer.switches.values().configured)
    throw new Refusal(texts.unknownCustomer(customerId));
};

const given: Check = (call, customer) => {
  parameter(call, 'appKey', customer);
  const names = ['timestamp', 'method', 'format', 'sign_method', 'sign'];
  const missing = names.find((name) => !call.parameters.get(name));
  if (missing !== undefined) throw new Refusal(texts.missingParameter(missing));
};

const fixedValues: Check = ({ parameters }, { switches }) => {
  const { version } = switches.values();
  const fixed = { format: 'json', sign_method: 'md5', ...(version === '' ? {} : { v: version }) };
  const wrong = Object.entries(fixed).find(([name, value]) => parameters.get(name) !== value);
  if (wrong) throw new Refusal(texts.badParameter(wrong[0]));
};

const timestamp: Check = ({ parameters }, { switches, now }) => {
  const { timestampForm, clockCheck, clockToleranceMinutes } = switches.values();
  const moment = momentOf(parameters.get('timestamp') ?? '', timestampForm);
  if (moment === undefined) throw new Refusal(texts.badParameter('timestamp'));
  const error = Math.abs(moment.getTime() - now().getTime());
  if (clockCheck && error > clockToleranceMinutes * 60_000) throw new Refusal(texts.badClock);
};

function momentOf(text: string, form: GreatonceSwitches['timestampForm']): Date | undefined {
  if (form !== 'text' && /^\d{13}$/.test(text)) return new Date(Number(text));
  return form === 'epoch-ms' ? undefined : shanghaiMoment(text);
}

/** What an unknown appKey is told is not documented: the same as a wrong signature. */
const signed: Check = (call, customer) => {
  const { signSkipsEmpty } = customer.switches.values();
  const sign = signature(call.parameters, call.body, demoAccount.appSecret, signSkipsEmpty);
  const isKnown = parameter(call, 'appKey', customer) === demoAccount.appKey;
  if (!isKnown || call.parameters.get('sign') !== sign) throw new IllegalRequest();
};

const contentType: Check = ({ contentType }, { switches }) => {
  const isJson = /^application\/json\b/i.test(contentType);
  if (!isJson && switches.values().contentType !== 'any') throw new Refusal(texts.badContentType);
};

const checks: readonly Check[] = [knownCustomer, given, fixedValues, timestamp, signed, contentType];

/** Lets a call pass. Throws the Refusal of the first condition that does not hold. */
export function admit(call: Call, customer: Customer): void {
  for (const check of checks) check(call, customer);
}

/** Counts the call. Throws a Refusal when it is one too many. */
export function countCall({ rate, switches, now }: Customer): void {
  const { ratePerSecond, throttleText } = switches.values();
  if (rate.take('', now(), { ratePerSecond, ratePerMinute: 0 })) throw new TooFast(throttleText);
}
