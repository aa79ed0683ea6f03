import { describedCells, holds, valuesAt } from './describe';
import type { AnyMapping } from './mapping';

type Parameters = Readonly<Record<string, string>>;

/** Keys of the cells that hold personal data with these parameters, those inside lists with the list's key before them. */
export function personalKeys(mapping: AnyMapping, parameters: Parameters): string[] {
  return describedCells(mapping)
    .filter(({ personal }) => personal && (personal === true || holds(personal.when, parameters)))
    .map(({ key }) => key);
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
