import { Decimal } from 'decimal.js';
import type { TargetDocument } from '../../connectors/connector';
import { foldKey } from '../../connectors/folding';
import type { Document } from '../../contract/page';
import type { ComparedField, ComparedFields } from '../../mappings/marks';
import { textOf } from '../../mappings/template';

export type { ComparedField, ComparedFields } from '../../mappings/marks';

type Texts = Readonly<Record<string, string>>;

/**
 * Names of the compared fields in which a document found differs from the one that would be written, as a query names
 * them: `FName`, `FCustomerID.FNumber`, `FEntity[2].FAllAmount` (entries are counted from 0), `FEntity.length`. Entries are
 * held against each other by position, since a target keeps the order of lines; where their numbers differ, only that is
 * told. Lists that `found` does not bring along (see `TargetDocument.lines`) are not compared.
 */
export function differences(
  compared: ComparedFields,
  document: Document,
  found: Pick<TargetDocument, 'fields' | 'lines'>,
): string[] {
  const lists = Object.entries(compared.lists).flatMap(([list, fields]) => {
    const held = found.lines?.[list];
    return held === undefined ? [] : inEntries(list, fields, entriesOf(document[list]), held);
  });
  return [...differing(compared.head, document, found.fields), ...lists];
}

function inEntries(
  list: string,
  fields: readonly ComparedField[],
  sent: readonly Document[],
  held: readonly Texts[],
): string[] {
  if (sent.length !== held.length) return [`${list}.length`];
  return sent.flatMap((entry, index) =>
    differing(fields, entry, held[index] ?? {}).map((key) => `${list}[${index}].${key}`),
  );
}

function entriesOf(list: unknown): readonly Document[] {
  return Array.isArray(list) ? (list as Document[]) : [];
}

function differing(fields: readonly ComparedField[], document: Document, held: Texts): string[] {
  const odd = fields.filter(({ key, path, as }) => !agree(valueAt(document, path), held[key] ?? '', as));
  return odd.map(({ key }) => key);
}

function valueAt(document: Document, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Document | null | undefined)?.[key], document);
}

/** Whether a target that was sent a value would hold this text. The value's own type says what the field is. */
function agree(sent: unknown, text: string, as: ComparedField['as']): boolean {
  const held = text.trim();
  if (isMasked(held)) return true;
  if (typeof sent === 'boolean') return numberOf(held)?.eq(sent ? 1 : 0) ?? false;
  if (typeof sent === 'object' && sent !== null) return foldKey(referenceOf(sent)) === foldKey(held);
  const value = textOf(sent).trim();
  if (value === '') return isNothing(held);
  if (typeof sent === 'number' || as !== undefined) return sameNumber(value, held, as);
  return value === held || sameDate(value, held);
}

/** Fields that the account may not see come as stars. */
function isMasked(held: string): boolean {
  return /^\*+$/.test(held);
}

/** What was left out is what a target holds of its own accord: nothing, 0 or no. */
function isNothing(held: string): boolean {
  return held === '' || (numberOf(held)?.isZero() ?? false);
}

function referenceOf(reference: object): string {
  const entries = Object.entries(reference);
  const number = entries.find(([key]) => key.toLowerCase() === 'fnumber') ?? entries[0];
  return textOf(number?.[1]);
}

/** A number, with yes as 1, no and nothing as 0; what its last binary digits add to a decimal is cut off. */
function numberOf(text: string): Decimal | undefined {
  const word = text.toLowerCase();
  if (word === '' || word === 'true' || word === 'false') return new Decimal(word === 'true' ? 1 : 0);
  const isNumber = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/.test(word);
  return isNumber ? new Decimal(word).toSignificantDigits(15) : undefined;
}

function sameNumber(value: string, held: string, as: ComparedField['as']): boolean {
  const [sent, kept] = [numberOf(value), numberOf(held)];
  if (sent === undefined || kept === undefined) return false;
  const half = new Decimal(10).pow(-digitsOf(sent, kept, as)).div(2);
  return sent.minus(kept).abs().lte(half);
}

/**
 * Digits behind the point that two numbers must agree in. A price is a quotient, and how many digits of it a site keeps
 * is a setting of that site: the shorter spelling counts, but for whole fen at least. A price that does matter below that
 * shows in the amount.
 */
function digitsOf(sent: Decimal, kept: Decimal, as: ComparedField['as']): number {
  if (as === 'amount') return 2;
  return as === 'price' ? Math.max(2, Math.min(sent.decimalPlaces(), kept.decimalPlaces())) : 10;
}

const moment = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?)(\.\d+)?)?$/;

/** A date comes back as its midnight, so where either side has no time of day, the day is all that counts. */
function sameDate(value: string, held: string): boolean {
  const [sent, kept] = [moment.exec(value), moment.exec(held)];
  if (sent === null || kept === null || sent[1] !== kept[1]) return false;
  const [time, other] = [timeOf(sent), timeOf(kept)];
  return time === other || time === MIDNIGHT || other === MIDNIGHT;
}

const MIDNIGHT = '00:00:00';

function timeOf([, , time = MIDNIGHT, fraction = '']: RegExpExecArray): string {
  const seconds = time.length === 5 ? `${time}:00` : time;
  return seconds + fraction.replace(/\.?0+$/, '');
}
