import type { DocumentState, Document, DocumentKey, PageRef, Paging } from '../contract/page';
import type { Bilingual } from '../contract/bilingual';

/**
 * The two roles a platform can play. A connector knows one platform's protocol and nothing else: it maps nothing, keeps
 * no checkpoint and decides no retry beyond fresh logins and token refreshes ({@link ./renewals}).
 */

/** Tells operators, in one line, of something odd that the connector copes with. */
export type Warn = (message: string) => void;

/** A source row as the connector hands it on. `row` is absent when the row does not fit the method's model. */
export interface SourceRow<Row = Record<string, unknown>> {
  /** The row's business key, or `undefined` when the row has none. */
  readonly key: string | undefined;
  readonly row?: Row;
  /** Why the row does not fit: field path and reason, no values. */
  readonly fault?: string;
  /** The source's own id of the record, where it has one: two records may share a key. */
  readonly record?: string;
  /** Whether it is a copy of another row's record, which counts for nothing by itself. */
  readonly isCopy?: boolean;
}

/** One page of a source. */
export interface SourcePage<Row = Record<string, unknown>> {
  readonly rows: readonly SourceRow<Row>[];
  /** Whether the platform says that a further page exists. It is one witness of several: the list's reader holds counts and keys against it. */
  readonly hasNext: boolean;
  /** With `key` paging: the cursor that the next page begins after; absent on an empty page. */
  readonly cursor?: string;
  /** Pages of the list as the platform counts them; absent where it does not count, or says 0 beside rows. */
  readonly pageCount?: number;
  /** Rows of the list as the platform counts them; absent where it does not count, or says 0 beside rows. */
  readonly total?: number;
}

/** Business parameters of a read by the platform's own names, templates already filled in. */
export type Request = Readonly<Record<string, string>>;

/** What to read. */
export interface PageQuery {
  /** The platform's own method name, e.g. `wms.partner.query`. */
  readonly method: string;
  readonly request: Request;
  readonly page: PageRef;
}

/** A platform that rows are read from. */
export interface SourceConnector {
  readonly platform: string;
  /** How a method's list is paged. @throws Misconfigured for a method the connector does not know */
  pagingOf(method: string): Paging;
  /**
   * A request of the method, templates filled in, narrowed to the row of one business key; undefined where the method
   * cannot be asked by key. It may still find other rows, or none where the row has left the request's window.
   * @throws Misconfigured for a method the connector does not know
   */
  byKey(method: string, request: Request, key: string): Request | undefined;
  /**
   * Reads one page. Safe to repeat.
   * @throws Unavailable, Throttled, Unauthorized, ProtocolViolation, Misconfigured
   */
  readPage(query: PageQuery, call: Call): Promise<SourcePage>;
  /** As a target's. */
  probe(call: Call, forms?: readonly string[]): AsyncIterable<ProbeStep>;
}

/** A document as the target holds it. */
export interface TargetDocument {
  /** The target's internal id, as text. */
  readonly id: string;
  /** Business key within the organization: `FNumber` or `FBillNo`. */
  readonly number: string;
  readonly state: DocumentState;
  /** That it counts for nothing although it is there: a voided bill, disabled base data. */
  readonly withdrawn?: 'voided' | 'disabled';
  /** Values of the asked fields by field key, trimmed text; absent where the target holds none. */
  readonly fields: Readonly<Record<string, string>>;
  /**
   * Lists of which fields were asked for, by the list's key: an entry's values as in `fields`, all entries in the order of
   * their internal ids. Absent where no field of a list was asked for, and where {@link LinesOf} leaves the document out.
   */
  readonly lines?: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
}

/** A key that is looked up, and by what the document is known to be the one that is meant. */
export interface SoughtKey extends DocumentKey {
  /** What makes a document with this number ours, by field key: its type and organizations; absent where nobody knows. */
  readonly ours?: Readonly<Record<string, string>>;
}

/** A document that a look-up has found, under the key that it was asked by. */
export interface FoundDocument extends TargetDocument, DocumentKey {
  /** The target's own spelling of the number, where it is not the one asked for. */
  readonly spelling?: string;
  /** All documents with the key, this one among them, where there are several. */
  readonly doubles?: readonly TargetDocument[];
  /** Fields of `SoughtKey.ours` in which it differs: it is another's document. */
  readonly foreign?: readonly string[];
}

/**
 * Which documents a look-up reads lines of: `audited` ones, since only those are compared line by line, or `every` one,
 * doubles too and however few rows the platform gives at a time.
 */
export type LinesOf = 'audited' | 'every';

/** Why the source, the mapping or the target refused one record. */
export interface Rejection {
  /** Short stable name of the cause, e.g. `required-field`, `duplicate-number`, `edit-lock`, `other`. */
  readonly cause: string;
  /** Field the platform or the mapping names, where it names one. */
  readonly field?: string;
  /** The platform's own words (at most 300 characters) or the mapping's reason. */
  readonly message: string;
  /** What a person can do about it. */
  readonly advice?: Bilingual;
}

/** What became of one document in a write; `index` is its position in the list given. */
export type WriteResult =
  | {
      readonly index: number;
      readonly id: string;
      /** The target says that the document was there already with this key; nothing was written. */
      readonly existed?: boolean;
    }
  | { readonly index: number; readonly rejection: Rejection };

/**
 * Answer to a write of several documents. A document without a result is undecided: the platform said nothing about it
 * (for example because another document failed the batch), so it must be looked up.
 */
export interface WriteAnswer {
  readonly results: readonly WriteResult[];
  /** Errors the platform did not tie to a document. */
  readonly general: readonly Rejection[];
  /** Indexes of documents that the general errors name by number, though the platform does not tie them to any. */
  readonly named?: readonly number[];
  /**
   * Indexes of documents whose own call was sent and stayed unanswered, where a target takes one call a document. When it
   * is given, a document that is neither here nor in `results` was never sent.
   */
  readonly inDoubt?: readonly number[];
  /**
   * What ended such a write before all documents were sent: `Throttled` above all. It is thrown instead where nothing
   * was done yet; here it comes beside what was done, and always with `inDoubt`.
   */
  readonly stoppedBy?: Error;
}

/** Switches of a save call, in the platform's own names. */
export type CallOptions = Readonly<Record<string, boolean | string | number>>;

/** A platform that documents are written to. */
export interface TargetConnector {
  readonly platform: string;
  /** What a form allows: look-ups by key, and a submit and audit after the save. @throws Misconfigured */
  abilitiesOf(form: string): { readonly looksUp: boolean; readonly audits: boolean };
  /** Whether a save with these switches submits and audits what it saves; absent where no switch does. */
  auditsOnSave?(options: CallOptions): boolean;
  /** Whether the target spells numbers in its own way, so that one found under another spelling is the document meant. */
  readonly respells?: boolean;
  /** Business key of a document of the form. @throws Misconfigured for a form the connector does not know */
  keyOf(form: string, document: Document): SoughtKey;
  /**
   * Finds documents by business key in as few queries as the platform allows; keys not found are absent in the answer.
   * What is found may be another's, doubled or withdrawn: that is said, and for the caller to judge.
   * @param fields field keys whose values to bring along (`FName`, `FUseOrgId.FNumber`); those of a list have its key
   * before them (`FEntity.FAllAmount`, `FEntity.FMaterialID.FNumber`), entries whole
   * @param lines which documents those of a list are read of; `audited` ones unless it says otherwise
   * @throws Unavailable, Throttled, Unauthorized, ProtocolViolation, Misconfigured
   */
  lookUp(
    form: string,
    keys: readonly SoughtKey[],
    fields: readonly string[],
    call: Call,
    lines?: LinesOf,
  ): Promise<FoundDocument[]>;
  /** Finds documents by internal id, their heads alone. */
  lookUpIds(form: string, ids: readonly string[], call: Call): Promise<TargetDocument[]>;
  /** Reads what the target holds, doubles included; absent where it can only be looked up by key, or not at all. */
  readonly listing?: Listing;
  /** Bytes that the documents of one save call may have together; absent where a call takes one document. */
  readonly maxBatchBytes?: number;
  /**
   * Saves new documents. Never called for a document that a look-up has found.
   * @throws also InDoubt; NumberChanged where the target has given other numbers than those sent
   */
  save(form: string, documents: readonly Document[], options: CallOptions, call: Call): Promise<WriteAnswer>;
  /** Submits saved documents. @throws also InDoubt */
  submit(form: string, ids: readonly string[], options: CallOptions, call: Call): Promise<WriteAnswer>;
  /** Audits submitted documents. @throws also InDoubt */
  audit(form: string, ids: readonly string[], options: CallOptions, call: Call): Promise<WriteAnswer>;
  /**
   * Makes the smallest call to where a write goes, which can change nothing: it tells a write that is refused for what it
   * holds from one that is refused whatever it holds. @throws as the write
   */
  ping(write: 'save' | 'submit' | 'audit', call: Call): Promise<void>;
  /**
   * Checks the connection step by step; stops after the first step that fails.
   * @param forms those that are written, of which it tells whether they can be read as well
   */
  probe(call: Call, forms?: readonly string[]): AsyncIterable<ProbeStep>;
}

/** One step of a connection check. */
export interface ProbeStep {
  readonly step: 'reachable' | 'clock' | 'credentials' | 'permission';
  readonly ok: boolean;
  /** What was seen, one line, no secrets. */
  readonly detail: Bilingual;
  /** What to do about it, when `ok` is false. */
  readonly advice?: Bilingual;
}

/** What every call takes from its caller. */
export interface Call {
  /** Aborts the HTTP call in flight (activity cancelled, worker shutting down). */
  readonly signal: AbortSignal;
  /** What the call sends of persons: the platform's words are rid of it before they become an error or a rejection. */
  readonly personal?: readonly string[];
}

/** What is asked of a held document beside its key and state. */
export interface Wanted {
  /** Head fields, as field keys. */
  readonly fields: readonly string[];
  /** Lines of one entry, and the fields of each. */
  readonly lines?: { readonly entry: string; readonly fields: readonly string[] };
}

/** A document as the target holds it, its number in the target's own spelling. */
export interface ListedDocument extends DocumentKey {
  /** The target's internal id, as text. */
  readonly id: string;
  readonly state: DocumentState;
  /** Values of the asked head fields by field key, trimmed text; absent where the target holds none. */
  readonly fields: Readonly<Record<string, string>>;
  /** The asked lines in their own order; empty where none were asked for. */
  readonly lines: readonly Readonly<Record<string, string>>[];
}

/** A held document and when it came about, as far as the form says so: wall-clock text of the target. */
export interface DatedDocument extends ListedDocument {
  readonly created?: string;
  readonly audited?: string;
}

/** Documents of a selection with ids above a cursor, ascending. */
export interface ListedPage {
  readonly documents: readonly ListedDocument[];
  /** What the next page begins after; absent on the last page, which is empty. */
  readonly cursor?: string;
}

/**
 * Reads what a target holds, each document by itself, doubles included. All calls are reads and safe to
 * repeat. They throw Unavailable, Throttled, Unauthorized, ProtocolViolation, Misconfigured.
 */
export interface Listing {
  /** A text that is the same for all keys that the target takes for one. */
  identityOf(form: string, key: DocumentKey): string;
  /** All documents with these keys. */
  byKeys(form: string, keys: readonly DocumentKey[], wanted: Wanted, call: Call): Promise<ListedDocument[]>;
  /** All documents with this number, whatever their organization. */
  byNumber(form: string, number: string, call: Call): Promise<DatedDocument[]>;
  /** One page of the documents that a condition in the target's own words selects. */
  page(
    form: string,
    filter: string,
    wanted: Wanted,
    after: string | undefined,
    call: Call,
  ): Promise<ListedPage>;
}
