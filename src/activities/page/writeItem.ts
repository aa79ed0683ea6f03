import type { Call, CallOptions, TargetConnector } from '../../connectors/connector';
import type { Document, DocumentRef, ChangedRecord, FailedRecord } from '../../contract/page';
import type { ComparedFields } from '../../mappings/marks';

/** A document on its way into the target, under the source's key. */
export interface WriteItem {
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
  assertNumbersKept?(keys: readonly string[]): Promise<void>;
  /** Told whether a save has kept the numbers that were sent. */
  noteNumbersKept?(areKept: boolean): void;
  /** Whether documents can be looked up; otherwise what is unanswered stays in doubt and is never written again. */
  readonly looksUp: boolean;
  /** Documents a save call. */
  readonly batchSize: number;
  /** Fields that are compared with documents found. */
  readonly compared: ComparedFields;
  /** Whether a rejection names its document's business key; one that holds personal data stays out of history. */
  readonly namesDocuments: boolean;
  /** For look-ups. */
  readonly read: Call;
  /** For saves: not aborted by a cancel, since a save that is under way is better finished than in doubt. */
  readonly write: Call;
  /** Whether a document that is saved alone, unanswered and then absent is rejected, instead of trying for ever. */
  readonly givesUp: boolean;
  /** Milliseconds between look-ups that resolve an unanswered save; after the last one it stays in doubt. */
  readonly lookUpPauses: readonly number[];
  /** Milliseconds that a page may wait, in all, for a platform that asks for a slower pace in the middle of it. */
  readonly throttleWaitMs: number;
}

/** What became of one item. */
export type ItemResult = { readonly item: WriteItem } & (
  | {
      /** Saved by a call that was answered; `resolved`: its answer was lost, and a look-up found it. */
      readonly outcome: 'written' | 'resolved';
      readonly id: string;
    }
  /** There before, and still to be submitted or audited. */
  | { readonly outcome: 'pending'; readonly id: string }
  /** There before, and done; with the compared fields in which it differs. */
  | { readonly outcome: 'existed'; readonly differing: readonly string[] }
  | { readonly outcome: 'rejected'; readonly rejected: FailedRecord }
  /** Sent and not answered, and no look-up can tell. */
  | { readonly outcome: 'inDoubt' }
);

/** Somebody else wrote what exists since it was looked up; what it holds is not compared. */
export function writtenResult({
  item,
  outcome,
  id,
}: {
  readonly item: WriteItem;
  readonly outcome: 'written' | 'existed';
  readonly id: string;
}): ItemResult {
  return outcome === 'existed' ? { item, outcome, differing: [] } : { item, outcome, id };
}

/** What became of the documents given; each is in exactly one of the lists or counts (`changed`, `adopted` are parts). */
export interface SaveResult {
  readonly written: readonly DocumentRef[];
  readonly pending: readonly DocumentRef[];
  readonly unchanged: number;
  /** Of `unchanged`: a compared field differs. */
  readonly changed: number;
  /** The first of them by name. */
  readonly changedRecords: readonly ChangedRecord[];
  /** Of `written`: the answer was lost and a look-up found the document. */
  readonly adopted: number;
  readonly rejected: readonly FailedRecord[];
  readonly inDoubt: readonly string[];
}

/** Changed records, and fields of each, that a page names: they go into the history. All records are counted. */
const NAMED_CHANGES = 20;

/** Results of items as a page counts them. */
export function saveResultOf(results: readonly ItemResult[]): SaveResult {
  const resolved = results.filter(({ outcome }) => outcome === 'resolved');
  const existed = results.filter((result) => result.outcome === 'existed');
  const changed = existed.filter(({ differing }) => differing.length > 0);
  return {
    written: refsOf(results, ['written', 'resolved']),
    pending: refsOf(results, ['pending']),
    unchanged: existed.length,
    changed: changed.length,
    changedRecords: changed.slice(0, NAMED_CHANGES).map(({ item, differing }) => changedOf(item, differing)),
    adopted: resolved.length,
    rejected: results.flatMap((result) => (result.outcome === 'rejected' ? [result.rejected] : [])),
    inDoubt: results.flatMap(({ outcome, item }) => (outcome === 'inDoubt' ? [item.key] : [])),
  };
}

function refsOf(results: readonly ItemResult[], outcomes: readonly ItemResult['outcome'][]): DocumentRef[] {
  return results.flatMap((result) =>
    'id' in result && outcomes.includes(result.outcome) ? [[result.id, result.item.key] as const] : [],
  );
}

function changedOf({ key }: WriteItem, differing: readonly string[]): ChangedRecord {
  const further = differing.length - NAMED_CHANGES;
  return { key, fields: differing.slice(0, NAMED_CHANGES), ...(further > 0 ? { further } : {}) };
}

/** Items as they are sent: at most `size` together, and at most `bytes`; a larger one is sent alone. */
export function batchesOf(
  items: readonly WriteItem[],
  size: number,
  bytes: number = Infinity,
): readonly (readonly WriteItem[])[] {
  const batches: WriteItem[][] = [];
  let left = 0;
  for (const item of items) {
    const own = bytesOf(item);
    const batch = batches.at(-1);
    if (batch !== undefined && batch.length < size && own <= left) {
      batch.push(item);
      left -= own;
    } else {
      batches.push([item]);
      left = bytes - own;
    }
  }
  return batches;
}

/** Twice as JSON: a document may travel as JSON text within JSON, which escapes each of its quotes. */
function bytesOf({ document }: WriteItem): number {
  return Buffer.byteLength(JSON.stringify(JSON.stringify(document)));
}
