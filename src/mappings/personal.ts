import { type DescribedCell, describedCells, holds, valuesAt } from './describe';
import type { AnyMapping } from './mapping';
import { placeholdersOf } from './template';

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
