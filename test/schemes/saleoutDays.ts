import { stocks } from '../faults/support/rows';
import type { JournalEntry, WireRow } from '../support/control';
import type { World } from '../support/world';
import { daysAgo } from './days';

export const saleoutScheme = 'qimenSaleoutsToKingdeeOutstocks';
export const listCall = 'jushuitan.saleout.list.query';

/** `yyyy-MM-dd` of a day; day 1 is the oldest of the given number, the last one is the day before yesterday. */
export function dayOf(day: number, days: number): string {
  return daysAgo(1 + days - day + 1).slice(0, 10);
}

/** The window of so many whole days. */
export function windowOf(days: number): { readonly from: string; readonly to: string } {
  return { from: dayOf(1, days), to: dayOf(days, days) };
}

/**
 * Puts good sale-outs into the sandbox, so many on each of some days and one at each midnight between them, which two
 * slices read; and the base data that they need.
 */
export async function putSaleoutDays(world: World, days: number, each: number): Promise<WireRow[]> {
  await world.fresh({ sizes: { saleouts: 30, BD_Customer: 6 } });
  const good = (await world.control.rows('qimen', 'saleouts')).filter(
    ({ status, items }) =>
      status === 'Confirmed' && (items as { qty: number }[]).every(({ qty }) => qty >= 0),
  );
  const row = (day: number, at: number): WireRow => {
    const number = day * 100 + at;
    const time = `${dayOf(day, days)} ${at === 0 ? '00:00' : `10:${String(at).padStart(2, '0')}`}:00`;
    return {
      ...good[number % good.length],
      io_id: 700_000 + number,
      io_date: time,
      modified: time,
      ts: 5_000 + number,
    };
  };
  const rows = Array.from({ length: days }, (_, index) =>
    Array.from({ length: each }, (_, at) => row(index + 1, index === 0 ? at + 1 : at)),
  ).flat();
  const warehouses = new Set(rows.map(({ wms_co_id }) => wms_co_id));
  await world.control.put('kingdee', 'BD_STOCK', stocks([...warehouses], '100'));
  await world.control.put('kingdee', 'SAL_OUTSTOCK', []);
  await world.control.put('qimen', 'saleouts', rows);
  await world.control.switches('qimen', { windowEnd: 'inclusive' });
  return rows;
}

/** Numbers of the documents that the target holds. */
export async function numbersIn(world: World): Promise<string[]> {
  const documents = await world.control.rows('kingdee', 'SAL_OUTSTOCK');
  return documents.map(({ FBillNo }) => String(FBillNo)).sort();
}

/** The numbers that these rows have to be found under. */
export function numbersOf(rows: readonly WireRow[]): string[] {
  return rows.map(({ io_id }) => String(io_id)).sort();
}

/** The source's calls for pages of slices, in order of arrival. */
export async function listCalls(world: World): Promise<JournalEntry[]> {
  return world.control.requests(`?operation=${listCall}`);
}

/** The day of the slice that a call asked for. */
export function dayAsked({ summary }: JournalEntry): string {
  return String(summary.start_time).slice(0, 10);
}
