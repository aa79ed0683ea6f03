import { createHash } from 'node:crypto';

/** How a list of numbered pages may be turned; every way but `asked` was reported of some platform. */
export const turnings = ['asked', 'first', 'twice', 'sparse'] as const;
export type PageTurning = (typeof turnings)[number];

/** Which page, and of what size. */
export interface AskedPage {
  readonly index: number;
  readonly size: number;
}

/** The rows of a page, and how many the whole list counts. */
export interface TurnedPage<Row> {
  readonly rows: readonly Row[];
  readonly counted: number;
}

/**
 * Cuts a page: the one that is asked for, the first whatever is asked for, each one twice, or each with one row fewer
 * than asked for, as where a platform hides rows only after it has cut and counted them.
 */
export function turned<Row>(
  rows: readonly Row[],
  { index, size }: AskedPage,
  turning: PageTurning,
): TurnedPage<Row> {
  const shown = { asked: index, first: 1, twice: Math.ceil(index / 2), sparse: index }[turning];
  const width = turning === 'sparse' ? Math.max(1, size - 1) : size;
  const hidden = width < size ? Math.ceil(rows.length / width) : 0;
  return { rows: rows.slice((shown - 1) * width, shown * width), counted: rows.length + hidden };
}

/** A list whose order differs from one call to the next: the n-th order of it, the same on every machine. */
export function shuffled<Row>(rows: readonly Row[], n: number): readonly Row[] {
  const mark = (index: number) => createHash('md5').update(`${n}/${index}`).digest('hex');
  const marked = rows.map((row, index) => ({ row, mark: mark(index) }));
  return marked.sort((a, b) => (a.mark < b.mark ? -1 : 1)).map(({ row }) => row);
}
