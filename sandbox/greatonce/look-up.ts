import type { Customer } from './customer';
import type { Distributor } from './distributors';
import { textOf } from './members';
import { Refusal, texts } from './refusal';

/**
 * The method that the switch `lookUpMethod` names: the distributor of a code, in a list. No such method is published, so
 * every name in it is a switch. Throws a Refusal.
 */
export function lookUpDistributor(
  { distributors, switches }: Customer,
  members: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { lookUpParameter, lookUpList, lookUpCode, lookUpAbsent } = switches.values();
  const code = textOf(members[lookUpParameter]);
  if (code === '') throw new Refusal(texts.missingMember(lookUpParameter));
  const stranger = Object.keys(members).find((name) => name !== lookUpParameter);
  if (stranger !== undefined) throw new Refusal(texts.unknownMember(stranger));
  const found = distributors.get(code);
  if (!found && lookUpAbsent === 'refusal') throw new Refusal(texts.unknownDistributor(code));
  if (!found && lookUpAbsent === 'no-list') return {};
  return { [lookUpList]: found ? [entryOf(found, lookUpCode)] : [] };
}

function entryOf({ distributorCode, ...row }: Distributor, codeMember: string): Record<string, unknown> {
  return { ...row, [codeMember]: distributorCode };
}
