import type { SumsCell } from '../../contract/scheme';
import type { Document } from '../../contract/document';
import { Decimal } from 'decimal.js';
import { textOf } from '../../mappings/text';

/** Exact for more digits than any total has. */
const Exact = Decimal.clone({ precision: 60 });

/** Quantity and money added up exactly, as decimal text. */
export interface Sums {
  readonly quantity: string;
  readonly amount: string;
}

/** What a bill adds up to before anything is added. */
export const NO_SUMS: Sums = { quantity: '0', amount: '0' };

/** Sums of a mapped document's lines. */
export function sumsOfDocument(document: Document, cell: SumsCell): Sums {
  const lines = document[cell.lines];
  return sumsOfLines(Array.isArray(lines) ? (lines as Document[]) : [], cell);
}

/** Sums over lines; what a line leaves out is 0. */
export function sumsOfLines(lines: readonly Document[], { quantity, amount }: SumsCell): Sums {
  return { quantity: total(lines, quantity), amount: total(lines, amount) };
}

/** Both together. */
export function added(a: Sums, b: Sums): Sums {
  return {
    quantity: new Exact(a.quantity).plus(b.quantity).toFixed(),
    amount: new Exact(a.amount).plus(b.amount).toFixed(),
  };
}

function total(lines: readonly Document[], field: string): string {
  return lines.reduce((sum, line) => sum.plus(textOf(line[field]) || '0'), new Exact(0)).toFixed();
}
