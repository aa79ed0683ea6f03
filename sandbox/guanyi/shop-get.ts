import { z } from 'zod';
import { shanghaiMoment } from '../shanghai';
import { shuffled, turned, type TurnedPage } from '../turning';
import type { ListPage } from './answer';
import { Refusal } from './refusal';
import { wireShop } from './shop-wire';
import { matchingShops } from './shop-query';
import type { ShopRow } from './shops';
import type { GuanyiSwitches } from './switches';
import type { Tenant } from './tenant';

/** Numbers come as numbers or as strings (page §2). */
const whole = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
/** `yyyy-MM-dd HH:mm:ss`; a zero date is tolerated, since one client starts with it (page §5). */
const date = z
  .string()
  .refine((text) => /^0000-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) || shanghaiMoment(text));
const parameters = z.looseObject({
  page_no: whole.default(1),
  page_size: whole.default(10),
  modify_start_date: date.optional(),
  modify_end_date: date.optional(),
  code: z.string().optional(),
});
type Parameters = z.infer<typeof parameters>;

/** `gy.erp.shop.get` (店铺查询, page §5). Throws a Refusal for parameters that make no page. */
export function shopGet(tenant: Tenant, members: Readonly<Record<string, unknown>>): ListPage {
  const values = tenant.switches.values();
  const asked = readParameters(members, values);
  const found = find(tenant, asked);
  const { rows, counted } = pageOf(inOrder(tenant, found), asked, values);
  touch(tenant, found);
  const total = { exact: counted, page: rows.length, zero: 0 }[values.total];
  return {
    list: 'shops',
    rows: rows.map((row) => wireShop(row, values)),
    total: Math.max(0, total + values.totalDrift * (asked.page_no - 1)),
  };
}

function inOrder(tenant: Tenant, found: readonly ShopRow[]): readonly ShopRow[] {
  tenant.lists += 1;
  return tenant.switches.values().shopOrder === 'unstable' ? shuffled(found, tenant.lists) : found;
}

function pageOf(
  found: readonly ShopRow[],
  { page_no, page_size }: Parameters,
  { repeatedRows, pageTurning }: GuanyiSwitches,
): TurnedPage<ShopRow> {
  if (repeatedRows === 0 || page_no === 1)
    return turned(found, { index: page_no, size: page_size }, pageTurning);
  const from = Math.max(0, (page_no - 1) * page_size - repeatedRows);
  return { rows: found.slice(from, from + page_size), counted: found.length };
}

/** Searched once for all pages of a query. */
function find({ shops, switches, found }: Tenant, asked: Parameters): readonly ShopRow[] {
  const [rows, values] = [shops.list(), switches.values()];
  const { modify_start_date, modify_end_date, code } = asked;
  const question = JSON.stringify([modify_start_date, modify_end_date, code]);
  return found.of(rows, values, question, () => matchingShops(rows, asked, values));
}

function readParameters(members: Readonly<Record<string, unknown>>, switches: GuanyiSwitches): Parameters {
  const { shopPageSizeLimit: limit } = switches;
  const read = parameters.safeParse(given(members, switches));
  if (!read.success) throw new Refusal('badParameter', String(read.error.issues[0]?.path[0]));
  const { page_no, page_size } = read.data;
  if (page_no < 1) throw new Refusal('badParameter', 'page_no');
  if (page_size < 1 || page_size > limit) throw new Refusal('badPageSize', page_size, limit);
  return read.data;
}

/** How "" and null are taken is not known: clients should leave unused parameters out (page §2). */
function given(members: Readonly<Record<string, unknown>>, { emptyParameter }: GuanyiSwitches): object {
  const entries = Object.entries(members);
  const empty = entries.find(([, value]) => value === '' || value === null);
  if (empty && emptyParameter === 'refuse') throw new Refusal('emptyParameter', empty[0]);
  return Object.fromEntries(entries.filter(([, value]) => value !== '' && value !== null));
}

/** The list moves between two pages, where a switch says so. */
function touch({ shops, switches, now }: Tenant, found: readonly ShopRow[]): void {
  const { touchAfterPage } = switches.values();
  const row = { off: undefined, first: found.at(0), last: found.at(-1) }[touchAfterPage];
  if (row) shops.touch(row.id, now());
}
