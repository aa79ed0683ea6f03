import type { FoundDocument, Rejection, TargetDocument } from '../../connectors/connector';
import type { Document } from '../../contract/page';
import type { Difference, DifferenceKind } from '../../contract/reconcile';
import type { ReconcileCell } from '../../contract/scheme';
import type { ComparedFields } from '../../mappings/marks';
import { differences } from '../page/compare';
import { sumsHeld, sumsOfDocument } from './counts';

/** A document that the source says should be there. */
export interface Expected {
  /** The source's key. */
  readonly key: string;
  readonly document: Document;
}

/** What the target says of it: as a look-up finds it, and every document with its key where the target can be listed. */
export interface TargetView {
  readonly found: TargetDocument | FoundDocument | undefined;
  readonly held: readonly TargetDocument[];
  /** Why the target cannot be asked for it. */
  readonly refused?: Rejection | undefined;
}

/** What a scheme asks of its documents. */
export interface Rules {
  /** Whether documents of the form have to be audited. */
  readonly audits: boolean;
  readonly compared: ComparedFields;
  readonly reconcile: ReconcileCell | undefined;
  /** Whether the target spells numbers in its own way. */
  readonly respells?: boolean;
}

/** The one kind that a record falls under, and what is said of it. */
export interface Classified {
  readonly kind: Exclude<DifferenceKind, 'refused' | 'extra' | 'unread'> | 'same';
  readonly finding: Difference;
}

/** Compares one document of the source with what the target holds. */
export function classify({ key, document }: Expected, seen: TargetView, rules: Rules): Classified {
  const { found, held } = seen;
  if (!found && held.length === 0) return { kind: 'missing', finding: { key } };
  const fields = differing(document, seen, rules);
  const finding = { key, ...(fields.length > 0 ? { fields } : {}) };
  if (held.length > 1) return { kind: 'doubled', finding: { ...finding, documents: held.length } };
  const state = found?.state ?? held[0]?.state;
  if (rules.audits && state !== 'audited') return { kind: 'unfinished', finding };
  return { kind: fields.length > 0 ? 'different' : 'same', finding };
}

function differing(
  document: Document,
  { found, held }: TargetView,
  { compared, reconcile, respells = false }: Rules,
): string[] {
  const fields = found ? [...identityFields(found, respells), ...differences(compared, document, found)] : [];
  const [first] = held;
  if (!reconcile || !first) return fields;
  return [...new Set([...fields, ...differingSums(document, first, reconcile)])];
}

/** In what a document found is another's, or counts for nothing, by the names of fields. */
function identityFields(found: TargetDocument | FoundDocument, respells: boolean): string[] {
  const { spelling, foreign = [] }: Partial<FoundDocument> = found;
  return [
    ...(spelling === undefined || respells ? [] : ['number']),
    ...foreign,
    ...(found.withdrawn === undefined ? [] : [found.withdrawn]),
  ];
}

/** A bill's day, and its quantity and money as a whole. */
function differingSums(document: Document, held: TargetDocument, { day, sums }: ReconcileCell): string[] {
  const ours = sumsOfDocument(document, sums);
  const theirs = sumsHeld(held, sums);
  return [
    ...(dayText(document[day]) === dayText(held.fields[day]) ? [] : [day]),
    ...(ours.quantity === theirs.quantity ? [] : [`${sums.lines}.${sums.quantity}`]),
    ...(ours.amount === theirs.amount ? [] : [`${sums.lines}.${sums.amount}`]),
  ];
}

/** Day of a date or time as either side writes it. */
export function dayText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 10) : '';
}
