/** A scheme's table: everything that sets it apart from the others, as data. */
import type { PauseAt } from './run';

/**
 * Values that a request template may name: the page that is being read, the run's window (wall-clock text
 * `yyyy-MM-dd HH:mm:ss` in Asia/Shanghai; `LAST_SYNC_TIME` renders as nothing where the run has no beginning).
 */
export type RequestValue =
  | 'PAGINATION_START_PAGE'
  | 'PAGINATION_PAGE_SIZE'
  | 'CURRENT_TIME|datetime'
  | 'LAST_SYNC_TIME|datetime'
  | 'WINDOW_FROM|datetime'
  | 'WINDOW_TO|datetime'
  | 'CHANGED_FROM|datetime'
  | 'CHANGED_TO|datetime';

/** A source cell: the platform's method and its business parameters, as published. */
export interface SourceCell {
  readonly platform: string;
  readonly method: string;
  /** Request parameters by the platform's own names; templates name {@link RequestValue}s. */
  readonly request: Readonly<Record<string, string>>;
  /** How changes are asked for that happen while the list is read; absent where they take a row out of the list. */
  readonly changed?: ChangedCell;
}

/**
 * A list in which rows move when they change, and stay: once more it is asked for what changed while it was read, since an
 * unread row may have moved to where it was read already.
 */
export interface ChangedCell {
  /** Values of parameters with which the list is such a one. */
  readonly when: Readonly<Record<string, string>>;
  /** Members of the request that ask for changes between `CHANGED_FROM` and `CHANGED_TO` instead. */
  readonly request: Readonly<Record<string, string>>;
  /** Fields of a row, the first that is there, that tell whether it belongs to the run's window. */
  readonly within: readonly string[];
}

/** A target cell: what is done to which form of the platform. */
export interface TargetCell {
  readonly platform: string;
  readonly form: string;
  /** `BatchSave` writes documents and brings them to their final state; `Audit` only acts on documents that are there. */
  readonly operation: 'BatchSave' | 'Audit';
  /**
   * Options of the save call, in the platform's own names. A text may name parameters; one that renders to nothing is
   * left out.
   */
  readonly options: CallOptions;
  /** Options of the submit and audit calls, likewise. */
  readonly auditOptions?: CallOptions;
  /** Whether documents that are only saved are submitted; a template may name a parameter. Default: yes. */
  readonly submits?: boolean | string;
}

/** Options of a platform's call by the platform's own names. */
export type CallOptions = Readonly<Record<string, boolean | string | number>>;

/** Which texts a parameter takes; any, where it says nothing. Plain data: a table travels to its first activity. */
export interface ParameterRule {
  /** The only values; an empty one means that it may be left empty. */
  readonly oneOf?: readonly string[];
  /** A decimal number within these bounds. */
  readonly number?: {
    readonly min: number;
    /** The largest; or the number that it must stay below. */
    readonly max?: number;
    readonly below?: number;
    /** Digits behind the point, at most; none where it is a whole number. */
    readonly decimals?: number;
  };
  /** A regular expression that the text matches, and what it means to people. */
  readonly pattern?: {
    readonly matches: string;
    readonly means: { readonly en: string; readonly zh: string };
  };
}

/** A value that a configuration or a single run may override. */
export interface Parameter extends ParameterRule {
  readonly label: string;
  /** The published value. */
  readonly default: string;
}

/** A truth value, which travels as text. */
export const TRUE_OR_FALSE = ['true', 'false'] as const;

/** A number or code that a required field is made from: without it every record would be refused. */
export const NOT_EMPTY = {
  matches: String.raw`\S`,
  means: { en: 'any text but an empty one', zh: '非空文本' },
} as const;

/** A scheme: everything that sets it apart from the others, as data. */
export interface SchemeTable {
  /** Name of the scheme, of its workflow type and of its mapping. */
  readonly name: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly source: SourceCell;
  readonly target: TargetCell;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Rows a page, where the configuration says nothing. */
  readonly pageSize: number;
  /** Pages synced at a time, where the configuration says nothing: of one list that is paged by number, else of as many slices. */
  readonly concurrency: number;
  /** Beginning of the run's window where nothing gives one: Asia/Shanghai wall-clock text. */
  readonly since?: string;
  /**
   * Set where a run begins at the watermark of the run before: minutes that it reads again for rows that the source shows
   * late, and seconds that its window ends before the run is due. Without it every run begins at `since`.
   */
  readonly watermark?: { readonly overlapMinutes: number; readonly lagSeconds: number };
  /** Longest window that the source takes, in days; a longer one is read in slices of it, named by `WINDOW_FROM` and `WINDOW_TO`. */
  readonly sliceDays?: number;
  /** Longest window that the source takes for one record asked for by key, where it is longer than a slice. */
  readonly mostDays?: number;
  /** How both sides are compared beyond the keys of the source; absent for master data. */
  readonly reconcile?: ReconcileCell;
}

/** Values that a selection may name beside parameters: the first day of a slice, and the day after its last. */
export type SelectionValue = 'DAYS_FROM' | 'DAYS_END';

/** Where a bill's quantity and money stand: a list of the document and two fields of its lines. */
export interface SumsCell {
  readonly lines: string;
  readonly quantity: string;
  readonly amount: string;
}

/** How a scheme's documents are told from others in the target, and what of them is added up. */
export interface ReconcileCell {
  /** Field with the day of a document, by which both sides are cut into the same days. */
  readonly day: string;
  /** Condition in the target's words; templates name {@link SelectionValue}s and parameters. */
  readonly selection: string;
  readonly sums: SumsCell;
  /** Parameters that hold while both sides are compared, whatever is configured. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A scheme's settings in the configuration; what is absent has a default in the scheme's table. */
export interface SchemeSettings {
  /** Name of the connection that rows are read from. */
  readonly source: string;
  /** Name of the connection that documents are written to. */
  readonly target: string;
  /** Rows a page. */
  readonly pageSize?: number | undefined;
  /** Pages synced at a time. */
  readonly concurrency?: number | undefined;
  /** Documents a save call. */
  readonly batchSize?: number | undefined;
  /** Beginning of a run's window, Asia/Shanghai wall-clock text. */
  readonly since?: string | undefined;
  /** Minutes that a run reads again before the watermark. */
  readonly overlapMinutes?: number | undefined;
  /** Seconds that a window ends before the run is due. */
  readonly lagSeconds?: number | undefined;
  /** Length of a slice of the window, in days or in hours. */
  readonly sliceDays?: number | undefined;
  readonly sliceHours?: number | undefined;
  /** Hours without a row after which a run warns. */
  readonly emptyAfterHours?: number | undefined;
  /** Number in the target by code of the source, by name of the table. */
  readonly codeTables?: Readonly<Record<string, CodeTable>> | undefined;
  /** Value by parameter name. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Whether refused records become repairs. Default: yes. */
  readonly repairs?: boolean | undefined;
  /** When a run pauses for a person; what is absent has a default. */
  readonly pauseAt?: { readonly [K in keyof PauseAt]?: number | undefined } | undefined;
}

/** Number in the target by code of the source: `{ "10001": "CUST001" }`. */
export type CodeTable = Readonly<Record<string, string>>;

/** What a parameter takes, in words; undefined where it takes any text. */
export function takenBy({ oneOf, number, pattern }: ParameterRule): { en: string; zh: string } | undefined {
  if (oneOf) {
    const values = oneOf.map((value) => (value === '' ? '""' : value)).join(', ');
    return { en: `one of: ${values}`, zh: `以下之一：${values}` };
  }
  return number ? numberWords(number) : pattern?.means;
}

/** A parameter's text that it does not take. */
export interface ParameterFault {
  readonly takes: { readonly en: string; readonly zh: string };
  /** At most 80 characters. */
  readonly given: string;
}

/** What is wrong with a parameter's text; undefined where nothing is. */
export function faultOf(rule: ParameterRule, value: string): ParameterFault | undefined {
  const takes = takenBy(rule);
  return takes === undefined || isTaken(rule, value) ? undefined : { takes, given: value.slice(0, 80) };
}

/** Every fault of a scheme's parameters, by name; parameters that the scheme does not have are not looked at. */
export function faultsOf(
  rules: Readonly<Record<string, ParameterRule>>,
  given: Readonly<Record<string, string | undefined>>,
): [name: string, fault: ParameterFault][] {
  return Object.entries(rules).flatMap(([name, rule]) => {
    const value = given[name];
    const fault = value === undefined ? undefined : faultOf(rule, value);
    return fault === undefined ? [] : [[name, fault] as [string, ParameterFault]];
  });
}

type NumberRule = NonNullable<ParameterRule['number']>;

function isTaken({ oneOf, number, pattern }: ParameterRule, value: string): boolean {
  if (oneOf && !oneOf.includes(value)) return false;
  if (number && !isWithin(number, value)) return false;
  return !pattern || new RegExp(pattern.matches, 'u').test(value);
}

function isWithin(
  { min, max = Infinity, below = Infinity, decimals = 0 }: NumberRule,
  value: string,
): boolean {
  const parts = /^(?!-0(?:\.0*)?$)-?(?:0|[1-9]\d*)(?:\.(\d+))?$/.exec(value);
  const number = Number(value);
  return !!parts && (parts[1] ?? '').length <= decimals && number >= min && number <= max && number < below;
}

function numberWords({ min, max, below, decimals = 0 }: NumberRule): { en: string; zh: string } {
  const kind = decimals === 0 ? { en: 'a whole number', zh: '整数' } : { en: 'a number', zh: '数' };
  const end = max ?? below;
  const to = end === undefined ? ' up' : ` to ${max === undefined ? 'below ' : ''}${end}`;
  const bis = end === undefined ? ' 以上' : ` 至 ${end}${max === undefined ? '（不含）' : ' '}`;
  const digits = { en: `, with at most ${decimals} decimals`, zh: `，最多 ${decimals} 位小数` };
  return {
    en: `${kind.en} from ${min}${to}${decimals === 0 ? '' : digits.en}`,
    zh: `${min}${bis}的${kind.zh}${decimals === 0 ? '' : digits.zh}`,
  };
}
