import { follow } from '../documents/references';
import type { Row } from '../documents/row';
import { msgCode, Refusal } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import type { Call, World } from '../world';
import { total } from './decimal';
import { stockKey } from './stock-levels';

/** The interaction that a client answers with "continue" by naming it in InterationFlags. */
const interaction = 'STK_InvCheckResult';
const quantityDigits = 10;

/** Takes what an audited bill delivers out of stock. Negative stock is the recorded interaction, if `stockCheck` is on. */
export function issueStock(bill: Row, call: Call): void {
  const issued = issues(bill);
  if (call.world.switches.values().stockCheck === 'on' && !goesOn(call)) refuseNegative(issued, call.world);
  for (const [key, { quantity }] of issued) call.world.levels.change(key, -quantity, call.world.store);
}

/** Puts what an un-audited bill delivered back into stock. */
export function returnStock(bill: Row, { levels, store }: World): void {
  for (const [key, { quantity }] of issues(bill)) levels.change(key, quantity, store);
}

interface Issue {
  readonly stock: Row['values'][string] | undefined;
  readonly quantity: number;
}

/** What a bill delivers, by organization, material and stock; several lines of one material count together. */
function issues({ values, entries }: Row): Map<string, Issue> {
  const sums = new Map<string, Issue>();
  for (const line of entries['FEntity'] ?? []) {
    const stock = line.values['FStockID'];
    const key = stockKey(values['FStockOrgId'], line.values['FMaterialID'], stock);
    const quantity = total(
      [sums.get(key)?.quantity ?? 0, Number(line.values['FRealQty'] ?? 0)],
      quantityDigits,
    );
    sums.set(key, { stock, quantity });
  }
  return sums;
}

/** Whether the caller said beforehand to go on; what IgnoreInterationFlag alone does is a switch. */
function goesOn({ data, world }: Call): boolean {
  const flags = data.text('InterationFlags').split(';');
  if (flags.some((flag) => flag.trim() === interaction)) return true;
  const suffices = world.switches.values().ignoreInteraction === 'suffices';
  return suffices && data.flag('IgnoreInterationFlag', true);
}

function refuseNegative(issued: ReadonlyMap<string, Issue>, { levels, store }: World): void {
  for (const [key, { stock, quantity }] of issued) {
    const allowed = follow(store, 'BD_STOCK', stock)?.values['FAllowMinusQty'] === true;
    if (!allowed && quantity > 0 && levels.of(key) < quantity)
      throw Refusal.of(msgCode.validation, texts.negativeStock, 'AbstractInteractionResult');
  }
}
