import type { Call, CallOptions, TargetConnector } from '../../connectors/connector';
import type { ChangedRecord, FailedRecord } from '../../contract/page';
import type { Document, DocumentRef } from '../../contract/document';
import type { ComparedFields } from './compare';

/** A document on its way into the target, under the source's key. */
export interface Outgoing {
  readonly key: string;
  readonly document: Document;
}

/** Where and how documents are written. */
export interface Writer {
  readonly target: TargetConnector;
  readonly form: string;
  readonly options: CallOptions;
  /**
   * Asked before anything is saved. @throws where documents of these records were saved under other numbers before, which
   * no look-up finds
   */
  mayBeSaved?(keys: readonly string[]): Promise<void>;
  /** Told whether a save has kept the numbers that were sent. */
  numbersStand?(stand: boolean): void;
  /** Whether documents can be looked up; otherwise what is unanswered stays in doubt and is never written again. */
  readonly looksUp: boolean;
  /** Documents a save call. */
  readonly batchSize: number;
  /** Fields that are compared with documents found. */
  readonly compared: ComparedFields;
  /** Whether a refusal names its document's business key; one that holds personal data stays out of history. */
  readonly namesDocuments: boolean;
  /** For look-ups. */
  readonly read: Call;
  /** For saves: not aborted by a cancel, since a save that is under way is better finished than in doubt. */
  readonly write: Call;
  /** Whether a document that is saved alone, unanswered and then absent is refused, instead of trying for ever. */
  readonly givesUp: boolean;
  /** Milliseconds between look-ups that clear up an unanswered save; after the last one it stays in doubt. */
  readonly patience: readonly number[];
  /** Milliseconds that a page may wait, in all, for a platform that asks for a slower pace in the middle of it. */
  readonly throttlePatience: number;
}

/** What became of the documents given; each is in exactly one of the lists or counts (`changed`, `adopted` are parts). */
export interface Saved {
  readonly written: DocumentRef[];
  readonly pending: DocumentRef[];
  unchanged: number;
  /** Of `unchanged`: a compared field differs. */
  changed: number;
  /** The first of them by name. */
  readonly changedRecords: ChangedRecord[];
  /** Of `written`: the answer was lost and a look-up found the document. */
  adopted: number;
  readonly rejected: FailedRecord[];
  readonly inDoubt: string[];
}

/** Books in which nothing has happened yet. */
export function nothingSaved(): Saved {
  return {
    written: [],
    pending: [],
    unchanged: 0,
    changed: 0,
    changedRecords: [],
    adopted: 0,
    rejected: [],
    inDoubt: [],
  };
}

/** Documents as they are sent: at most `size` together, and at most `bytes`; a larger one is sent alone. */
export function batchesOf(
  outgoing: readonly Outgoing[],
  size: number,
  bytes: number = Infinity,
): readonly (readonly Outgoing[])[] {
  const batches: Outgoing[][] = [];
  let left = 0;
  for (const entry of outgoing) {
    const own = bytesOf(entry);
    const batch = batches.at(-1);
    if (batch !== undefined && batch.length < size && own <= left) {
      batch.push(entry);
      left -= own;
    } else {
      batches.push([entry]);
      left = bytes - own;
    }
  }
  return batches;
}

/** Twice as JSON: a document may travel as JSON text within JSON, which escapes each of its quotes. */
function bytesOf({ document }: Outgoing): number {
  return Buffer.byteLength(JSON.stringify(JSON.stringify(document)));
}
