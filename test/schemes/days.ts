import type { WireRow } from '../support/control';
import type { World } from '../support/world';

/** Wall-clock text of Asia/Shanghai, `yyyy-MM-dd HH:mm:ss`, of a moment some days ago. */
export function daysAgo(days: number): string {
  const moment = new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000);
  return moment.toISOString().slice(0, 19).replace('T', ' ');
}

/** Days over which the sandbox's sale-outs lie. */
const SPREAD = 22;

/**
 * Moves the sandbox's sale-outs, in their own order, to the last so many days: a window of few slices holds them all.
 * @returns what the sandbox holds then
 */
export async function gatherSaleouts({ control }: World, days: number): Promise<WireRow[]> {
  const now = Date.now();
  const moved = (time: unknown): unknown => {
    const age = now - Date.parse(`${String(time).replace(' ', 'T')}+08:00`);
    return Number.isNaN(age) ? time : daysAgo((age / 86_400_000) * (days / SPREAD));
  };
  const rows = (await control.rows('qimen', 'saleouts')).map((row) => ({
    ...row,
    io_date: moved(row.io_date),
    modified: moved(row.modified),
  }));
  await control.put('qimen', 'saleouts', rows);
  return rows;
}
