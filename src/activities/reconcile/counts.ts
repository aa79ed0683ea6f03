import { Decimal } from 'decimal.js';
import type { Document } from '../../contract/page';
import {
  byName,
  type Comparison,
  type Difference,
  DIFFERENCE_KINDS,
  type DifferenceKind,
  firstByKey,
} from '../../contract/reconcile';
import type { SumsCell } from '../../contract/scheme';
import type { TargetDocument } from '../../connectors/connector';
import { textOf } from '../../mappings/template';
import { cut } from '../page/history';

type Lists = Record<DifferenceKind, Difference[]>;

/** The counts of one slice: each record of the source under one heading, and what both sides add up to. */
export class SliceCounts {
  private readonly lists: Lists = {
    missing: [],
    doubled: [],
    unfinished: [],
    different: [],
    refused: [],
    extra: [],
    unread: [],
  };
  private same = 0;
  private documents = 0;
  private source: Sums = NO_SUMS;
  private target: Sums = NO_SUMS;

  /** @param sums absent where nothing is added up */
  constructor(private readonly sums: SumsCell | undefined) {}

  /** Counts a record under its kind. */
  add(kind: DifferenceKind | 'same', finding: Difference): void {
    if (kind === 'same') this.same += 1;
    else this.lists[kind].push(bounded(finding));
  }

  /** Adds a record's sums to the source's side. */
  addSource(sums: Sums): void {
    this.source = added(this.source, sums);
  }

  /** Adds documents, and what they add up to, to the target's side. */
  addTarget(documents: number, sums: Sums): void {
    this.documents += documents;
    this.target = added(this.target, sums);
  }

  /** @param room findings of each kind that are named; all are counted */
  close(room: Readonly<Record<DifferenceKind, number>>): Comparison {
    const { extra, unread, ...ofSource } = byName(DIFFERENCE_KINDS, (kind) => this.lists[kind].length);
    const records = Object.values(ofSource).reduce((sum, count) => sum + count, this.same);
    return {
      source: { records, ...(this.sums ? this.source : {}) },
      target: { records: this.documents, ...(this.sums ? this.target : {}) },
      counts: { same: this.same, ...ofSource, extra, unread },
      found: byName(DIFFERENCE_KINDS, (kind) => firstByKey(this.lists[kind], room[kind])),
    };
  }
}

/** Longest reason of a finding, in characters, and most fields that are named. */
const LONGEST_REASON = 200;
const MOST_FIELDS = 20;

function bounded({ fields, reason, ...finding }: Difference): Difference {
  return {
    ...finding,
    ...(fields === undefined ? {} : { fields: fields.slice(0, MOST_FIELDS) }),
    ...(reason === undefined ? {} : { reason: cut(reason, LONGEST_REASON) }),
  };
}

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

/** Sums of a document that a look-up has found; 0 without its lines. */
export function sumsHeld({ lines }: Pick<TargetDocument, 'lines'>, cell: SumsCell): Sums {
  return sumsOfLines(lines?.[cell.lines] ?? [], cell);
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
