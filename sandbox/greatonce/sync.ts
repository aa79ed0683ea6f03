import type { Customer } from './customer';
import type { Distributor } from './distributors';
import { isEmpty, textOf } from './members';
import { Refusal, texts } from './refusal';
import { listed, type GreatonceSwitches } from './switches';

/** `greatonce.distributor.single.sync` (page §5): creates or changes one distributor. Throws a Refusal. */
export function syncDistributor(
  { distributors, switches }: Customer,
  members: Readonly<Record<string, unknown>>,
): void {
  const values = switches.values();
  checkMembers(members, values);
  const { actionType, ...row } = members;
  const code = codeOf(row);
  const exists = distributors.has(code);
  if (actionType === 'update' && !exists) throw new Refusal(texts.unknownDistributor(code));
  if (actionType !== 'update' && exists) {
    if (values.duplicate === 'ignore') return;
    if (values.duplicate === 'error') throw new Refusal(values.duplicateText.replaceAll('{}', () => code));
  }
  distributors.put(row as Distributor);
}

function checkMembers(members: Readonly<Record<string, unknown>>, switches: GreatonceSwitches): void {
  const missing = listed(switches.requiredMembers).find((name) => isEmpty(members[name]));
  if (missing !== undefined) throw new Refusal(texts.missingMember(missing));
  const known: [string, string][] = [
    ['actionType', switches.actionTypes],
    ['distributorLevelName', switches.distributorLevels],
    ['balance_deduct_type', switches.balanceDeductTypes],
  ];
  for (const [name, values] of known)
    if (values !== '' && !isEmpty(members[name]) && !listed(values).includes(textOf(members[name])))
      throw new Refusal(texts.badMember(name));
  if (switches.mobileCheck && !isEmpty(members.mobile) && !/^\+?\d{5,15}$/.test(textOf(members.mobile)))
    throw new Refusal(texts.badMember('mobile'));
}

/** The key cannot be left out, whatever the switch for required members says. */
function codeOf({ distributorCode }: Readonly<Record<string, unknown>>): string {
  if (isEmpty(distributorCode)) throw new Refusal(texts.missingMember('distributorCode'));
  const code = textOf(distributorCode);
  if (code === '') throw new Refusal(texts.badMember('distributorCode'));
  return code;
}
