/** What a repair is started with, what it holds and what it ends with. Plain data: workflow, activities and commands share it. */
import type {
  PageReference,
  FailedRecord,
  PageOfRun,
  AuditTask,
  PageAudited,
  PageSynced,
  KnownDocument,
  Document,
  DocumentState,
} from './page';

/** Where a record was refused. */
export interface Occurrence extends PageOfRun {
  readonly workflowId: string;
  /** The first of a run that continued as new. */
  readonly runId: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Why a record is not done. */
export type Rejection = Omit<FailedRecord, 'key'> & { readonly outcome: 'rejected' | 'in-doubt' };

/** A refusal, and where it was met. */
export type ReportedRejection = Rejection & { readonly occurrence: Occurrence };

/** What a repair is started with: references only, never a row. */
export interface RepairTask {
  readonly scheme: string;
  readonly key: string;
  /** The page that the record came with; its record is read again by its key. */
  readonly page: PageReference;
  /** Whether the target can be asked. Where it cannot, an unanswered call is never sent again by itself. */
  readonly looksUp: boolean;
  readonly first: ReportedRejection;
}

/** How a record was done: by a person's `retry` or `retryWith`, by the repair itself, or by a run or a person elsewhere. */
export type How = 'retry' | 'retryWith' | 'self' | 'elsewhere';

/** What a repair says of itself: answer of the query `state`, and its memo `repair`, which lists show. */
export interface RepairState {
  readonly scheme: string;
  readonly key: string;
  readonly outcome: Rejection['outcome'] | 'repaired' | 'discarded';
  readonly cause: string;
  readonly field?: string;
  /** The platform's own words, or the mapping's reason. */
  readonly message: string;
  readonly advice?: Rejection['advice'];
  readonly document?: Rejection['document'];
  readonly first: Occurrence;
  readonly last: Occurrence;
  /** Writes tried by this repair. */
  readonly attempts: number;
  /** When it tries again by itself, ISO 8601; absent where the cause does not heal by itself. */
  readonly next?: string;
  /** What happened last, one line for people. */
  readonly note?: string;
}

/** Payload of `retryWith`: a target document in the target's own wire shape, by whom and why. It stays in history. */
export interface RetryWith {
  readonly document: Readonly<Record<string, unknown>>;
  readonly who: string;
  readonly why: string;
}

/** Payload of `discard`. */
export interface Discard {
  readonly reason: string;
  readonly who?: string;
}

/** A run that ended, as the payload of `check`; without one a person asks. */
export interface RunEnded {
  readonly workflowId: string;
  readonly runId: string;
  readonly startedAt: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether it read the whole list, and not a window of it. */
  readonly readAll: boolean;
}

/** Result of a repair. */
export interface RepairResult {
  readonly scheme: string;
  readonly key: string;
  readonly outcome: 'repaired' | 'discarded';
  /** Of a repaired record. */
  readonly how?: How;
  /** The last reason for which it was refused. */
  readonly cause: string;
  readonly who?: string;
  /** Why a person discarded it, or wrote an edited document. */
  readonly why?: string;
  readonly attempts: number;
  readonly openedAt: string;
  readonly finishedAt: string;
}

/** The refused records of a page that is counted. */
export interface OpenRepairs {
  readonly page: PageReference;
  readonly occurrence: Occurrence;
  readonly rejected: readonly FailedRecord[];
  /** Keys of records whose save was not answered. */
  readonly inDoubt: readonly string[];
}

/** What became of them; a record without a key of its own gets no repair and is in none. */
export interface RepairsOpened {
  /** Repairs that this page opened. */
  readonly opened: number;
  /** Repairs that were open already and got the new reason. */
  readonly known: number;
  /** Keys of records that a person discarded and that are refused for the same cause again. */
  readonly discarded: readonly string[];
}

/** Which repairs are told that a run has ended. */
export interface WakeRepairs {
  readonly scheme: string;
  readonly run: RunEnded;
}

/** A record on its way into the target: read again by its key, or as a person edited it. */
export interface RecordReference {
  readonly page: PageReference;
  readonly key: string;
  /** See `RepairTask`; a repair that is wrong about it is refused. */
  readonly looksUp: boolean;
  /** The document in the target, as far as it is known. */
  readonly document?: KnownDocument;
  /** A target document that is written instead of the mapped one. */
  readonly edited?: Document;
}

/** Where a record's document stands: in the target's words, not there, or nobody can tell. */
export type Whereabouts = DocumentState | 'absent' | 'unknown';

/**
 * What became of one record, as of a page of one; `gone` when the source does not hold its row any more; `unusable` when
 * an edited document is not this record's, with the reason: then nothing was written.
 */
export type RecordSynced =
  | { readonly unusable: string }
  | { readonly synced: Omit<PageSynced, 'evidence'> }
  | { readonly gone: RecordChecked };

/** Where one record stands, found out without writing. */
export interface RecordChecked {
  /** The row is there and can be mapped, is refused by model or mapping, or is gone. */
  readonly row: 'there' | 'refused' | 'gone';
  readonly target: Whereabouts;
  /** Whether the document is in the target's final state. */
  readonly isFinal: boolean;
}

/** The activities that a repair calls. */
export interface RepairActivities {
  /** Reads the record again, maps it, looks its document up and saves it when it is absent. Safe to repeat with look-ups. */
  syncRecord(task: RecordReference): Promise<RecordSynced>;
  /** Reads the record again, maps it and looks its document up. Writes nothing. */
  checkRecord(task: RecordReference): Promise<RecordChecked>;
  /** As the engine's. */
  auditPage(task: AuditTask): Promise<PageAudited>;
}
