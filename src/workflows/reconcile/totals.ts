import { Decimal } from 'decimal.js';
import {
  byName,
  DIFFERENCE_KINDS,
  firstByKey,
  type Comparison,
  type Differences,
  type DifferenceCounts,
  type DifferenceKind,
  type Side,
} from '../../contract/reconcile';

/** Differences of each kind that a report names; all are counted. */
export const KEPT_FINDINGS = 500;

/** Exact for more digits than any total has. */
const Exact = Decimal.clone({ precision: 60 });

/** A comparison of nothing. */
export const NOTHING: Comparison = {
  source: { records: 0 },
  target: { records: 0 },
  counts: { same: 0, missing: 0, doubled: 0, unfinished: 0, different: 0, refused: 0, extra: 0, unread: 0 },
  found: { missing: [], doubled: [], unfinished: [], different: [], refused: [], extra: [], unread: [] },
};

/** Exact sum of decimals as text. */
function sumOf(values: readonly string[]): string {
  return values.reduce((sum, value) => sum.plus(value), new Exact(0)).toFixed();
}

/** Exact `a − b`. */
function lessOf(a: string, b: string): string {
  return new Exact(a).minus(b).toFixed();
}

/** Both comparisons together, with the first findings of each kind by key. */
export function together(a: Comparison, b: Comparison): Comparison {
  return {
    source: sides(a.source, b.source),
    target: sides(a.target, b.target),
    counts: byName(
      ['same', ...DIFFERENCE_KINDS],
      (name) => a.counts[name] + b.counts[name],
    ) satisfies DifferenceCounts,
    found: byName(DIFFERENCE_KINDS, (kind) =>
      firstByKey([...a.found[kind], ...b.found[kind]], KEPT_FINDINGS),
    ) satisfies Differences,
  };
}

/** How many more findings of each kind a report takes. */
export function roomIn({ found }: Comparison): Readonly<Record<DifferenceKind, number>> {
  return byName(DIFFERENCE_KINDS, (kind) => KEPT_FINDINGS - found[kind].length);
}

/** Records and documents that are not as they should be. */
export function faultsIn({ counts }: Pick<Comparison, 'counts'>): number {
  return DIFFERENCE_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
}

/** Target less source, where both sides are added up. */
export function differenceOf({
  source,
  target,
}: Comparison): Record<'quantity' | 'amount', string> | undefined {
  if (source.amount === undefined && target.amount === undefined) return undefined;
  return {
    quantity: lessOf(target.quantity ?? '0', source.quantity ?? '0'),
    amount: lessOf(target.amount ?? '0', source.amount ?? '0'),
  };
}

function sides(a: Side, b: Side): Side {
  const records = a.records + b.records;
  if (a.amount === undefined && b.amount === undefined) return { records };
  return {
    records,
    quantity: sumOf([a.quantity ?? '0', b.quantity ?? '0']),
    amount: sumOf([a.amount ?? '0', b.amount ?? '0']),
  };
}
