import type { DocumentKey } from '../../contract/page';
import type { FoundDocument, SoughtKey, TargetDocument } from '../connector';
import { Misconfigured } from '../errors';
import { foldKey } from '../folding';
import type { FormTable } from './forms';
import { type BillRow, isOneOf, queryDetails, quote } from './query';

/** A document of a query's answer, and the row that it was read from. */
export interface Candidate {
  readonly document: TargetDocument;
  readonly row: BillRow;
}

/**
 * The document of each key, with what speaks against it. The exact spelling goes first: a site that tells `a` from `A`
 * has both. Where several documents fit, the first is given with all of them.
 * @param ours references by which a document is told from another's with its number
 */
export function matchKeys(
  keys: readonly SoughtKey[],
  candidates: readonly Candidate[],
  ours: readonly string[],
): FoundDocument[] {
  const folded = byFoldedNumber(candidates);
  return keys.flatMap((key) => {
    const alike = folded.get(foldKey(key.number)) ?? [];
    const exact = alike.filter(({ document }) => document.number === key.number);
    const fitting = exact.length > 0 ? exact : alike;
    const [first] = fitting;
    return first === undefined ? [] : [foundAs(key, first, fitting, ours)];
  });
}

function byFoldedNumber(candidates: readonly Candidate[]): ReadonlyMap<string, readonly Candidate[]> {
  const folded = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const number = foldKey(candidate.document.number);
    const alike = folded.get(number);
    if (alike === undefined) folded.set(number, [candidate]);
    else alike.push(candidate);
  }
  return folded;
}

function foundAs(
  { number, organization, ours: wanted = {} }: SoughtKey,
  { document, row }: Candidate,
  fitting: readonly Candidate[],
  ours: readonly string[],
): FoundDocument {
  const foreign = ours.filter((field) => !isSame(wanted[field], row[`${field}.FNumber`]));
  return {
    ...document,
    number,
    ...(organization === undefined ? {} : { organization }),
    ...(document.number === number ? {} : { spelling: document.number }),
    ...(fitting.length > 1 ? { doubles: fitting.map((one) => one.document) } : {}),
    ...(foreign.length > 0 ? { foreign } : {}),
  };
}

/** What nobody knows, or the account may not see and comes as stars, speaks neither for nor against a document. */
function isSame(wanted: string | undefined, held = ''): boolean {
  return wanted === undefined || /^\*+$/.test(held) || foldKey(wanted) === foldKey(held);
}

/** Columns of what makes a document ours. */
export function oursFields({ ours }: FormTable): string[] {
  return ours.map((field) => `${field}.FNumber`);
}

/** Condition for the numbers of keys, within one organization where numbers belong to one. */
export function keyFilter(
  table: FormTable,
  keys: readonly DocumentKey[],
  organization: string | undefined,
): string {
  const numbers = isOneOf(table.number, [...new Set(keys.map(({ number }) => number))]);
  return organization === undefined
    ? numbers
    : `${numbers} and ${table.organization}.FNumber=${quote(organization)}`;
}

/** Condition for keys of several organizations: numbers and organizations apart, so other pairs of them come along. */
export function keysFilter(table: FormTable, keys: readonly DocumentKey[]): string {
  const numbers = keyFilter(table, keys, undefined);
  const organizations = new Set(keys.flatMap(({ organization }) => organization ?? []));
  return table.organization === undefined || organizations.size === 0
    ? numbers
    : `${numbers} and ${isOneOf(`${table.organization}.FNumber`, [...organizations])}`;
}

/** Condition for internal ids. */
export function idFilter(table: FormTable, ids: readonly string[]): string {
  const areNumbers = ids.every((id) => /^\d+$/.test(id));
  return areNumbers ? `${table.id} in (${ids.join(',')})` : isOneOf(table.id, ids);
}

/** Keys by organization; a number without one would find the documents of every organization. */
export function byOrganization(
  table: FormTable,
  keys: readonly SoughtKey[],
): Map<string | undefined, SoughtKey[]> {
  const groups = new Map<string | undefined, SoughtKey[]>();
  for (const key of keys.filter(({ number }) => number !== '')) {
    const organization = table.organization === undefined ? undefined : key.organization;
    if (table.organization !== undefined && organization === undefined) {
      const message = `${key.number} has no organization: numbers are unique within ${table.organization} only`;
      throw new Misconfigured(message, queryDetails);
    }
    const group = groups.get(organization);
    if (group === undefined) groups.set(organization, [key]);
    else group.push(key);
  }
  return groups;
}
