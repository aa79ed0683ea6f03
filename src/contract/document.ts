/** A document of the target. */

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
