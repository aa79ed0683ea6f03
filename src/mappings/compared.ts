import type { Cell, Cells, Precision } from './cell';
import type { AnyMapping } from './mapping';

/** A field whose value is compared with documents that are already in the target. */
export interface ComparedField {
  /** Its key in a query: `FName`, `FCustomerID.FNumber`. Sub-headers are no part of it, as they are one row a document. */
  readonly key: string;
  /** Keys that lead to it in a document, or in one entry of a list: `['SubHeadEntity', 'FSettleCurrID']`. */
  readonly path: readonly string[];
  /** What its number is; absent for all other values, and for numbers that are held as they were sent. */
  readonly as?: Precision;
}

/** What a mapping compares with documents that are already in the target. */
export interface ComparedFields {
  readonly head: readonly ComparedField[];
  /** Fields of each entry of a list, by the list's key; the number of entries is compared as well. */
  readonly lists: Readonly<Record<string, readonly ComparedField[]>>;
}

/**
 * The fields that a mapping marks `compare`.
 * @throws Error for a mark in a list that does not stand at the top of the document: it would never be looked at
 */
export function comparedFields(mapping: AnyMapping): ComparedFields {
  const lists = Object.entries(mapping.fields).flatMap(([key, cell]) => {
    const fields = 'lines' in cell ? marked(cell.fields, []) : [];
    return fields.length === 0 ? [] : [[key, fields] as const];
  });
  const others = Object.entries(mapping.fields).filter(([, cell]) => !('lines' in cell));
  return { head: marked(Object.fromEntries(others), []), lists: Object.fromEntries(lists) };
}

/** Keys that a look-up is asked for: a list's fields with its key before them, `FEntity.FAllAmount`. */
export function askedFields({ head, lists }: ComparedFields): string[] {
  const entries = Object.entries(lists).flatMap(([list, fields]) =>
    fields.map(({ key }) => `${list}.${key}`),
  );
  return [...head.map(({ key }) => key), ...entries];
}

function marked(cells: Cells, above: readonly string[]): ComparedField[] {
  return Object.entries(cells).flatMap(([name, cell]) => {
    const path = [...above, name];
    if (!('fields' in cell)) return cell.compare ? [fieldOf(path, cell)] : [];
    const below = marked(cell.fields, path);
    if ('lines' in cell && below.length > 0)
      throw new Error(`${path.join('.')}: no list here can be compared`);
    return below;
  });
}

function fieldOf(path: readonly string[], cell: Exclude<Cell, { readonly fields: Cells }>): ComparedField {
  const name = path.at(-1) ?? '';
  const key = 'reference' in cell ? `${name}.FNumber` : name;
  return typeof cell.compare === 'string' ? { key, path, as: cell.compare } : { key, path };
}
