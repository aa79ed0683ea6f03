import type { ShopRow } from './shops';
import type { GuanyiSwitches } from './switches';

/** Members in the order of a recorded answer of 2021. */
const order2021 = ['nick', 'note', 'type_name', 'code', 'name', 'id', 'create_date', 'modify_date'];

const oddDate = { off: undefined, zero: '0000-00-00 00:00:00', empty: '', null: null };

/** A shop as it is sent: without `disabled`, dressed as the switches say. */
export function wireShop(row: ShopRow, { answerShape, idType, oddDates }: GuanyiSwitches): object {
  const { disabled: _, ...held } = row;
  const shop: Record<string, unknown> = { ...held };
  if (idType === 'string') shop.id = String(row.id);
  if (oddDates !== 'off' && Number(row.id) % 3 === 0) shop.create_date = shop.modify_date = oddDate[oddDates];
  return answerShape === '2021' ? inOrder(shop, order2021) : shop;
}

/** The members in that order; those it does not name follow. */
function inOrder(members: Record<string, unknown>, order: readonly string[]): object {
  const known = order.filter((name) => name in members).map((name) => [name, members[name]]);
  return { ...Object.fromEntries(known), ...members };
}
