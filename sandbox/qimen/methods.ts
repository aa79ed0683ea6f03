import { shuffled } from '../turning';
import { pageOf, type Page } from '../jushuitan/paging';
import type { Fields } from './checks';
import type { Gateway } from './gateway';
import { readQuery, type SaleoutQuery } from './query';
import { Refusal } from './refusal';
import type { HeldSaleout } from './saleouts';
import { oldest, select } from './selection';
import { shapeRow } from './shape';

/** A business method: from the form fields to the keys of its answer. */
export type Method = (gateway: Gateway, fields: Fields) => Page;

/** Jushuitan's methods behind the gateway. */
const methods: Readonly<Record<string, Method>> = {
  'jushuitan.saleout.list.query': saleoutList,
};

/** The method of that name. Throws a Refusal for an unknown one, or when the application lacks the permission. */
export function permittedMethod({ switches }: Gateway, name: string): Method {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) throw new Refusal(22);
  if (!switches.values().permission)
    throw new Refusal(11, {
      code: 'isv.permission-api-package-limit',
      text: 'scope ids is 11655 11998',
    });
  return method;
}

/** Counts the call against the limits. Throws a Refusal when it is one too many. */
export function countCall({ rate, switches, now }: Gateway): void {
  const overrun = rate.take('', now(), switches.values());
  if (overrun) throw Refusal.throttled(Math.ceil(overrun.milliseconds / 1000));
}

/** Sale-outs by window, numbers or row version (page §5.2 to §5.4). */
function saleoutList(gateway: Gateway, fields: Fields): Page {
  const switches = gateway.switches.values();
  const query = readQuery(fields, switches);
  const found = inOrder(gateway, query, find(gateway, query));
  // Without is_get_total the rows are not counted, so there are no counts to give.
  const counts = query.is_get_total ? switches.counts : 'absent';
  const page = pageOf(found, Object.fromEntries(fields), { ...switches, counts });
  if (page.has_next && switches.touch > 0) touchOldest(gateway, found);
  const datas = page.datas.map(({ row }) => shapeRow(row, switches));
  return { ...page, datas };
}

/** Rows by their version stay in that order whatever the switch says. */
function inOrder(
  gateway: Gateway,
  { start_ts }: SaleoutQuery,
  found: readonly HeldSaleout[],
): readonly HeldSaleout[] {
  gateway.lists += 1;
  const isUnstable = gateway.switches.values().windowOrder === 'unstable' && start_ts === undefined;
  return isUnstable ? shuffled(found, gateway.lists) : found;
}

/** Searched once for all pages of a query. */
function find({ saleouts, switches, found }: Gateway, query: SaleoutQuery): readonly HeldSaleout[] {
  const [held, values] = [saleouts.held(), switches.values()];
  const question = JSON.stringify({ ...query, start_ts: query.start_ts?.toString() });
  return found.of(held, values, question, () => select(held, query, values));
}

/** The drift of page §5.4: the row moves to the end, and all rows after its old place move up by one. */
function touchOldest({ saleouts, switches, now }: Gateway, found: readonly HeldSaleout[]): void {
  const row = oldest(found);
  if (row) saleouts.touch(row, now());
  switches.set({ touch: switches.values().touch - 1 });
}
