import type { Cell, Cells, Precision } from './cell';
import { type DescribedCell, describedCells, holds, valuesAt } from './describe';
import type { AnyMapping } from './mapping';
import { placeholdersOf } from './template';

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

type Parameters = Readonly<Record<string, string>>;

/**
 * Keys of the cells that hold personal data with these parameters, those inside lists with the list's key before them. What
 * is free text, a remark or a note, is personal unless its cell says otherwise.
 */
export function personalKeys(mapping: AnyMapping, parameters: Parameters): string[] {
  return describedCells(mapping)
    .filter((cell) => isPersonal(cell, parameters))
    .map(({ key }) => key);
}

function isPersonal(cell: DescribedCell, parameters: Parameters): boolean {
  const { personal = isFreeText(cell) } = cell;
  return typeof personal === 'boolean' ? personal : holds(personal.when, parameters);
}

/** Fields in which people write what they like: telephone numbers and addresses of customers, more often than not. */
const FREE_TEXT = /(?:remark|note|memo|message|comment|description)s?\d*$/i;

function isFreeText({ key, from, holds: what }: DescribedCell): boolean {
  return (
    what === 'value' && from !== '' && [key, ...placeholdersOf(from)].some((name) => FREE_TEXT.test(name))
  );
}

/** Whether a document's business key holds personal data. */
export function hasPersonalKey(mapping: AnyMapping, parameters: Parameters): boolean {
  return personalKeys(mapping, parameters).includes(mapping.key);
}

/** What documents hold at such keys, as texts. */
export function textsAt(
  documents: readonly Readonly<Record<string, unknown>>[],
  keys: readonly string[],
): string[] {
  const values = documents.flatMap((document) => keys.flatMap((key) => valuesAt(document, key)));
  return values.filter((value) => typeof value === 'string' || typeof value === 'number').map(String);
}
