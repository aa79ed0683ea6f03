import { shanghaiMoment, shanghaiTime } from '../connectors/shanghai';
import { placeholdersOf } from '../mappings/template';
import type { SchemeTable } from '../workflows/engine/scheme';
import type { Plan } from './contract';

const DAY = 86_400_000;

/**
 * The window of a run, fixed before its first page: values for the request's templates, and its slices where the source
 * takes no more than so many days at once. Without a beginning a sliced window is one slice long.
 * @param from wall-clock text of Asia/Shanghai, or empty for no beginning
 * @param now milliseconds since 1970
 */
export function windowOf(table: SchemeTable, from: string, now: number): Pick<Plan, 'values' | 'slices'> {
  const named = new Set(Object.values(table.source.request).flatMap(placeholdersOf));
  const values = { 'LAST_SYNC_TIME|datetime': from, 'CURRENT_TIME|datetime': shanghaiTime(now) };
  return {
    values: Object.fromEntries(Object.entries(values).filter(([name]) => named.has(name))),
    slices: table.sliceDays === undefined ? [{}] : slicesOf(table.sliceDays * DAY, from, now),
  };
}

/** Consecutive slices share no second: both ends of a platform's window may be inclusive. */
function slicesOf(length: number, from: string, now: number): Readonly<Record<string, string>>[] {
  const begin = from === '' ? now - length + 1_000 : shanghaiMoment(from);
  const slices: Record<string, string>[] = [];
  for (let start = begin; start <= now; start += length) {
    const end = Math.min(start + length - 1_000, now);
    slices.push({ 'WINDOW_FROM|datetime': shanghaiTime(start), 'WINDOW_TO|datetime': shanghaiTime(end) });
  }
  return slices;
}
