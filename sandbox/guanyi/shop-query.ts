import { shanghaiMoment, shanghaiTime } from '../shanghai';
import type { ShopRow } from './shops';
import type { GuanyiSwitches } from './switches';

/** What a query asks for, besides its page; dates as they are on the wire. */
export interface ShopConditions {
  readonly modify_start_date?: string | undefined;
  readonly modify_end_date?: string | undefined;
  readonly code?: string | undefined;
}

/** The shops that match, in order, with dates in the zone of the wire. */
export function matchingShops(
  rows: readonly ShopRow[],
  conditions: ShopConditions,
  switches: GuanyiSwitches,
): ShopRow[] {
  return rows
    .filter(({ disabled }) => !disabled || switches.disabledShops === 'listed')
    .map((row) => inZone(row, switches.zoneHours))
    .filter((row) => hasCode(row, conditions, switches) && isInRange(row, conditions, switches))
    .toSorted(orders[switches.shopOrder]);
}

/** A modify_date for comparing; "" when the shop has none. */
function modified({ modify_date }: ShopRow): string {
  return !modify_date || modify_date.startsWith('0000') ? '' : modify_date;
}

function hasCode(
  { code }: ShopRow,
  { code: wanted }: ShopConditions,
  { codeMatch }: GuanyiSwitches,
): boolean {
  if (wanted === undefined) return true;
  const held = String(code ?? '');
  return codeMatch === 'exact' ? held === wanted : held.includes(wanted);
}

/** The two dates need not come as a pair (page §5). Dates of one zone and one form compare as texts. */
function isInRange(row: ShopRow, conditions: ShopConditions, switches: GuanyiSwitches): boolean {
  const { modify_start_date: start, modify_end_date: end } = conditions;
  const date = modified(row);
  if (start === undefined && end === undefined) return true;
  if (date === '' && switches.undatedShops === 'in-no-range') return false;
  const isAfter =
    start === undefined || date > start || (date === start && switches.dateBounds !== 'exclusive');
  const isBefore = end === undefined || date < end || (date === end && switches.dateBounds === 'inclusive');
  return isAfter && isBefore;
}

const byId = (a: ShopRow, b: ShopRow) => Number(a.id) - Number(b.id);
const byDate = (a: ShopRow, b: ShopRow) =>
  Number(modified(a) > modified(b)) - Number(modified(a) < modified(b));

const orders: Record<GuanyiSwitches['shopOrder'], (a: ShopRow, b: ShopRow) => number> = {
  'modify-date-desc': (a, b) => byDate(b, a) || byId(a, b),
  'modify-date-asc': (a, b) => byDate(a, b) || byId(a, b),
  id: byId,
  'as-held': () => 0,
  unstable: () => 0,
};

function inZone(row: ShopRow, hours: number): ShopRow {
  if (hours === 8) return row;
  const { create_date, modify_date } = row;
  return { ...row, create_date: moved(create_date, hours - 8), modify_date: moved(modify_date, hours - 8) };
}

function moved(date: string | null | undefined, hours: number): string | null | undefined {
  const moment = shanghaiMoment(date ?? '');
  return moment ? shanghaiTime(new Date(moment.getTime() + hours * 3_600_000)) : date;
}
