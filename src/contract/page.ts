/** A page on its way from source to target. It is kept in histories, so it holds references, keys and counts, never a row. */
import type { PageEvidence } from './listEvidence';

/** Reference to one page of a source: small, durable, readable in the Temporal UI. */
export interface PageRef {
  /** Page number, from 1. */
  readonly number: number;
  /** Rows a page. */
  readonly size: number;
  /** With `key` paging: the cursor of the page before; absent on the first page. */
  readonly after?: string;
}

/**
 * How a method's list is paged: by page `number`, where the list stands still and pages may be read side by side; by
 * number `from-last` to first, where rows may leave the list meanwhile, which only moves later rows towards the front;
 * or by `key`, where each page begins after the last key of the one before and nothing shifts.
 */
export type Paging = 'number' | 'from-last' | 'key';

/**
 * Reference to one page, as histories hold it: its number, and what of it is the run's own. What is asked of which platform
 * stands in the scheme's table and in the configuration, where each activity looks it up by the scheme's name.
 */
export interface PageReference extends Planned {
  /** Value by parameter name, complete. */
  readonly parameters: Readonly<Record<string, string>>;
  /** See `Plan.values`. */
  readonly values: Readonly<Record<string, string>>;
  readonly page: PageRef;
  readonly batchSize: number;
  /** Set where the page is one of what changed while the run's lists were read. */
  readonly changed?: ChangedPage;
  /** Whether the page's window can be cut in two if the platform never answers for a page so deep. */
  readonly mayBeDeep?: boolean;
}

/** What a task was made of; the worker that takes it holds this against its own table and configuration. */
export interface Planned {
  readonly scheme: string;
  /** Names of the connections. */
  readonly source: string;
  readonly target: string;
  /** See `Plan.digest`. Absent in a repair's tasks: a record is brought to the target as the table says today. */
  readonly digest?: string;
}

/** What changed between two moments, ISO; of that, rows whose time lies within the run's window. */
export interface ChangedPage {
  readonly since: string;
  readonly until: string;
  readonly within: { readonly from: string; readonly to: string };
}

/** What became of a page's rows, before the audit. */
export interface PageSynced {
  readonly read: number;
  /** What the page says of its list. */
  readonly evidence: PageEvidence;
  /** Saved by this run; to be audited or verified. */
  readonly written: DocumentRefs;
  /** Saved by this run, and shown audited by a look-up: nothing is left to do. Absent where there are none. */
  readonly done?: DocumentRefs;
  /** Found saved but not final; to be audited. */
  readonly pending: DocumentRefs;
  /** Saved by this run and final already: those of `done`, or all on a form that knows no audit. */
  readonly created: number;
  readonly unchanged: number;
  /** Of `unchanged`: fields differ from the row. */
  readonly changed: number;
  /** The first 20 of them, with the fields that differ; absent where nothing is compared. */
  readonly changedRecords?: readonly ChangedRecord[];
  readonly skipped: number;
  /** Of `written` and `done`: the answer was lost and a look-up found the document. */
  readonly adopted: number;
  readonly rejected: readonly FailedRecord[];
  readonly inDoubt: readonly string[];
}

/** A refused record of a page. */
export type FailedRecord = Omit<FailedRecordOfRun, keyof PageOfRun>;

/** A document of a page that differs from its row. */
export type ChangedRecord = Omit<ChangedRecordOfRun, keyof PageOfRun>;

/** Documents of a page to bring to their final state. */
export interface AuditTask extends Planned {
  /** Those that the options of the submit and audit calls name. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly written: DocumentRefs;
  readonly pending: DocumentRefs;
}

/** What became of them; `created + unchanged + audited + rejected + inDoubt` equals the documents given. */
export interface PageAudited {
  readonly created: number;
  /** Pending ones that were final already. */
  readonly unchanged: number;
  readonly audited: number;
  readonly rejected: readonly FailedRecord[];
  readonly inDoubt: readonly string[];
}

/** Which page of a run: its number, and its list where the run reads several. */
export interface PageOfRun {
  readonly page: number;
  /** The beginning of the page's slice, as `2026-11-03`; `changed` for what changed while the slices were read. */
  readonly slice?: string;
}

/** A record that was refused: its key and the reason, never the row. */
export interface FailedRecordOfRun extends PageOfRun {
  readonly key: string;
  /** Position of a row without a key in its page, from 1: `key` only names it, and nobody can find it again. */
  readonly rowNumber?: number;
  readonly cause: string;
  readonly field?: string;
  readonly message: string;
  readonly advice?: { readonly en: string; readonly zh: string };
  /** The document in the target, where it is known: for a record whose row is gone when somebody looks again. */
  readonly document?: KnownDocument;
}

/** What is known of a record's document: its internal id, or its business key. */
export interface KnownDocument {
  readonly id?: string;
  readonly number?: string;
  readonly organization?: string;
}

/** A document that differs from its row: its key and the fields, never their values. */
export interface ChangedRecordOfRun extends PageOfRun {
  readonly key: string;
  /** As a query names them: `FName`, `FEntity[2].FAllAmount` (lines counted from 0), `FEntity.length`; the first 20. */
  readonly fields: readonly string[];
  /** How many more fields differ. */
  readonly further?: number;
}

/** `2026-11-03 · page 3`. */
export function pageName({ page, slice }: PageOfRun): string {
  return slice === undefined ? `page ${page}` : `${slice} · page ${page}`;
}

/** The same under a heading that says `page` already: `2026-11-03 · 3`. */
export function pageCell({ page, slice }: PageOfRun): string {
  return slice === undefined ? String(page) : `${slice} · ${page}`;
}

/** Whether two are the same page. */
export function isSamePage(one: PageOfRun, other: PageOfRun): boolean {
  return one.page === other.page && one.slice === other.slice;
}

/** Where a document stands in the target. `saved` covers drafts, created and re-audit states. */
export type DocumentState = 'saved' | 'submitted' | 'audited';

/** A document to be written, in the target's own wire shape. */
export type Document = Readonly<Record<string, unknown>>;

/** What an audit is told of a document: its internal id and its number, as the published tables name them. */
export type DocumentReference = Readonly<{ Ids: string; Numbers: string }>;

/** A document in the target: its internal id and its business key. */
export type DocumentRef = readonly [id: string, key: string];

/** Documents as the history holds them, packed (`packRefs`). */
export interface DocumentRefs {
  readonly count: number;
  readonly ids: string;
  readonly keys: string;
}

/** Business key of a document within its organization. */
export interface DocumentKey {
  readonly number: string;
  /** Organization number whose key space the number belongs to; absent for forms with global numbers. */
  readonly organization?: string;
}
