/** What a reconciliation counts, and the report it ends with. Plain data: keys, field names and totals, never a row. */
import type { Bilingual } from './bilingual';
import type { PageReference } from './page';
import type { Plan, RunContext } from './run';

/** What can be wrong with a record; each record of the source is in one of these at most, in this order of weight. */
export const DIFFERENCE_KINDS = [
  'missing',
  'doubled',
  'unfinished',
  'different',
  'refused',
  'extra',
  'unread',
] as const;

/**
 * `missing`: in the source, not in the target. `doubled`: several documents with its key. `unfinished`: there, not audited.
 * `different`: fields differ. `refused`: the source row cannot be mapped today, or the target cannot be asked for its
 * document. `extra`: a document of the target's selection that the source does not have. `unread`: a list of the source that
 * contradicts itself each time it is read, by its first day: records of it may be missing from both sides of the report.
 */
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** What a kind is called wherever a comparison is shown: in the Temporal UI, on the command line, in reports and alerts. */
export const DIFFERENCE_NAMES: Readonly<Record<DifferenceKind | 'same', Bilingual>> = {
  same: { en: 'same', zh: '一致' },
  missing: { en: 'missing', zh: '缺失' },
  doubled: { en: 'doubled', zh: '重复' },
  unfinished: { en: 'unfinished', zh: '未审核' },
  different: { en: 'different', zh: '不一致' },
  refused: { en: 'refused', zh: '拒绝' },
  extra: { en: 'extra', zh: '多余' },
  unread: { en: 'unread', zh: '未读全' },
};

/** One record that is not as it should be. */
export interface Difference {
  /** The source's key; of an extra document its number. */
  readonly key: string;
  /** Fields that differ. */
  readonly fields?: readonly string[];
  /** Documents with this key. */
  readonly documents?: number;
  /** Why the row cannot be mapped, or the target not be asked for the document or its lines. */
  readonly reason?: string;
}

/** One side in numbers; sums are exact decimals as text, and only bills have them. */
export interface Side {
  readonly records: number;
  readonly quantity?: string;
  readonly amount?: string;
}

/** Records by what was found; `same` are those with nothing to report. */
export type DifferenceCounts = Readonly<Record<DifferenceKind | 'same', number>>;

/** The first findings of each kind, by key. */
export type Differences = Readonly<Record<DifferenceKind, readonly Difference[]>>;

/** Characters of the findings of each kind: the report is carried on and has to stay far below what Temporal takes. */
const MOST_CHARACTERS = 50_000;

/** The first findings in the order of their keys, at most so many. */
export function firstByKey(findings: readonly Difference[], limit: number): Difference[] {
  const sorted = findings.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).slice(0, limit);
  let left = MOST_CHARACTERS;
  return sorted.filter((finding) => (left -= JSON.stringify(finding).length) >= 0);
}

/** A value for each name. */
export function byName<K extends string, V>(names: readonly K[], make: (name: K) => V): Record<K, V> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, V>;
}

/** What comparing one slice, or all of them, has found. */
export interface Comparison {
  /** Records of the source, each key once; those that cannot be mapped have no sums. */
  readonly source: Side;
  /** Documents of the target: those with a key of the source, and extra ones. */
  readonly target: Side;
  readonly counts: DifferenceCounts;
  readonly found: Differences;
}

/** Input of the workflow type `reconcileScheme`. */
export interface ReconcileInput {
  readonly scheme: string;
  /** First and last day, both whole, Asia/Shanghai: `yyyy-MM-dd`. */
  readonly from?: string;
  readonly to?: string;
  /** Scheme parameters that override the configured ones. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What a report cannot judge, because the target or the scheme does not tell. */
export interface Judged {
  readonly extra: boolean;
  readonly doubled: boolean;
}

/** Result of a reconciliation. */
export interface Reconciliation extends Comparison {
  readonly scheme: string;
  /** `clean`: both sides agree. */
  readonly outcome: 'clean' | 'attention';
  /** Names of the connections. */
  readonly sourceName: string;
  readonly targetName: string;
  readonly from?: string;
  readonly to?: string;
  readonly slices: number;
  /** Target less source; absent where nothing is added up. */
  readonly difference?: { readonly quantity: string; readonly amount: string };
  readonly judged: Judged;
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** Answer of the query `progress` of a reconciliation. */
export interface ReconcileProgress {
  readonly scheme: string;
  /** Absent before there is a plan. */
  readonly slices?: { readonly done: number; readonly total: number };
  /** Records of the source. */
  readonly read: number;
  /** Records that are not as they should be. */
  readonly differences: number;
}

/** Whole days of Asia/Shanghai, both included: `yyyy-MM-dd`; absent ends are open. */
export interface Days {
  readonly from?: string;
  readonly to?: string;
}

/** Decisions of a reconciliation, taken once at its start. */
export interface ReconcilePlan {
  /** How the source is read; its slices cover `days`. */
  readonly plan: Plan;
  /** All days that are compared; none where the source has no window. */
  readonly days: Days;
  readonly judged: Judged;
}

/** What a reconciliation knows of itself when it plans. */
export type ReconcileContext = Pick<RunContext, 'groupKey'>;

/** One slice to compare. */
export interface SliceReference {
  /** Its first page; all pages of the slice are read. */
  readonly page: PageReference;
  readonly days: Days;
  /** Differences of each kind that the report still takes. */
  readonly room: Readonly<Record<DifferenceKind, number>>;
}

/** The activities of a reconciliation; they read only. */
export interface ReconcileActivities {
  /** Resolves connections, parameters and days. @throws Misconfigured, also for a target that cannot be asked */
  planReconciliation(
    scheme: string,
    input: ReconcileInput,
    context: ReconcileContext,
  ): Promise<ReconcilePlan>;
  /** Reads one slice of both sides and compares it. Safe to repeat. */
  compareSlice(task: SliceReference): Promise<Comparison>;
}
