import { createHash } from 'node:crypto';
import type { Folding } from '../documents/folding';
import type { KingdeeSwitches } from '../switches';
import type { Column, Joined } from './columns';
import { order, scaleOf } from './compare';
import { unparsable } from './filter';

type Sign = 1 | -1;

/** Reads `FCreateDate asc, FStockId desc`; without a direction it is ascending. */
export function parseOrder(text: string, column: (name: string) => Column): { column: Column; sign: Sign }[] {
  if (text.trim() === '') return [];
  return text.split(',').map((part) => {
    const match = /^([^\s]+)(?:\s+(asc|desc))?$/i.exec(part.trim());
    if (match?.[1] === undefined) throw unparsable(text);
    return { column: column(match[1]), sign: match[2]?.toLowerCase() === 'desc' ? -1 : 1 };
  });
}

/** Sorts by the given columns; rows that tie keep their order. */
export function sorted(
  rows: readonly Joined[],
  by: ReturnType<typeof parseOrder>,
  folding: Folding,
): Joined[] {
  const keys = by.map(({ column, sign }) => ({ sign, read: column.read, scale: scaleOf(column, folding) }));
  const marked = rows.map((row) => ({ row, marks: keys.map(({ read, scale }) => scale(read(row))) }));
  const compared = marked.toSorted((a, b) => {
    for (const [index, { sign }] of keys.entries()) {
      const result = order(a.marks[index] ?? null, b.marks[index] ?? null);
      if (result !== 0) return result * sign;
    }
    return 0;
  });
  return compared.map(({ row }) => row);
}

/** The order without OrderString, which no source gives; `unstable` shuffles anew for every page. */
export function inDefaultOrder(
  rows: readonly Joined[],
  how: KingdeeSwitches['defaultOrder'],
  page: number,
): Joined[] {
  if (how === 'id') return [...rows];
  if (how === 'id-desc') return rows.toReversed();
  const shuffled = rows.map((row, index) => ({ row, mark: hash(`${page}/${index}`) }));
  return shuffled.toSorted((a, b) => order(a.mark, b.mark)).map(({ row }) => row);
}

function hash(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
