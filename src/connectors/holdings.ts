import type { Call } from './call';
import type { DocumentState, DocumentKey } from '../contract/document';

/** What is asked of a held document beside its key and state. */
export interface Wanted {
  /** Head fields, as field keys. */
  readonly fields: readonly string[];
  /** Lines of one entry, and the fields of each. */
  readonly lines?: { readonly entry: string; readonly fields: readonly string[] };
}

/** A document as the target holds it, its number in the target's own spelling. */
export interface HeldDocument extends DocumentKey {
  /** The target's internal id, as text. */
  readonly id: string;
  readonly state: DocumentState;
  /** Values of the asked head fields by field key, trimmed text; absent where the target holds none. */
  readonly fields: Readonly<Record<string, string>>;
  /** The asked lines in their own order; empty where none were asked for. */
  readonly lines: readonly Readonly<Record<string, string>>[];
}

/** A held document and when it came about, as far as the form says so: wall-clock text of the target. */
export interface DatedDocument extends HeldDocument {
  readonly created?: string;
  readonly audited?: string;
}

/** Documents of a selection with ids above a cursor, ascending. */
export interface HeldPage {
  readonly documents: readonly HeldDocument[];
  /** What the next page begins after; absent on the last page, which is empty. */
  readonly cursor?: string;
}

/**
 * Reads what a target holds, doubles included; a look-up gives one document a key. All calls are reads and safe to
 * repeat. They throw Unavailable, Throttled, Unauthorized, ProtocolViolation, Misconfigured.
 */
export interface Holdings {
  /** A text that is the same for all keys that the target takes for one. */
  identityOf(form: string, key: DocumentKey): string;
  /** All documents with these keys. */
  byKeys(form: string, keys: readonly DocumentKey[], wanted: Wanted, call: Call): Promise<HeldDocument[]>;
  /** All documents with this number, whatever their organization. */
  byNumber(form: string, number: string, call: Call): Promise<DatedDocument[]>;
  /** One page of the documents that a condition in the target's own words selects. */
  page(
    form: string,
    filter: string,
    wanted: Wanted,
    after: string | undefined,
    call: Call,
  ): Promise<HeldPage>;
}
