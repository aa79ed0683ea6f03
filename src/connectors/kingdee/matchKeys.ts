import type { FoundDocument, SoughtKey, TargetDocument } from '../connector';
import { foldKey } from '../folding';
import type { BillRow } from './query';

/** A document of a query's answer, and the row that it was read from. */
export interface Candidate {
  readonly document: TargetDocument;
  readonly row: BillRow;
}

/**
 * The document of each key, with what speaks against it. The exact spelling goes first: a site that tells `a` from `A`
 * has both. Where several documents fit, the first is given with the ids of all.
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
    ...(fitting.length > 1 ? { doubles: fitting.map((one) => one.document.id) } : {}),
    ...(foreign.length > 0 ? { foreign } : {}),
  };
}

/** What nobody knows, or the account may not see and comes as stars, speaks neither for nor against a document. */
function isSame(wanted: string | undefined, held = ''): boolean {
  return wanted === undefined || /^\*+$/.test(held) || foldKey(wanted) === foldKey(held);
}
