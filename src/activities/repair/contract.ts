/** What repairs ask of their activities, and what comes back; all of it is kept in history, so it holds no row. */
import type { Document, DocumentState } from '../../connectors/connector';
import type { KnownDocument } from '../../workflows/engine/report';
import type { Refusal, RunEnded, Seen } from '../../workflows/repair/state';
import type { AuditTask, PageAudited, PageMoved, PageReference, PageTask, Rejected } from '../contract';

/** The refused records of a page that is in the books. */
export interface OpenRepairs {
  readonly page: PageReference;
  readonly seen: Seen;
  readonly rejected: readonly Rejected[];
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

/** A record with what table and configuration say of its page. */
export interface RecordTask extends Omit<RecordReference, 'page' | 'looksUp'> {
  readonly page: PageTask;
}

/** Where a record's document stands: in the target's words, not there, or nobody can tell. */
export type Whereabouts = DocumentState | 'absent' | 'unknown';

/**
 * What became of one record, as of a page of one; `gone` when the source does not hold its row any more; `unusable` when
 * an edited document is not this record's, with the reason: then nothing was written.
 */
export type RecordMoved =
  | { readonly unusable: string }
  | { readonly moved: Omit<PageMoved, 'seen'> }
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
  moveRecord(task: RecordReference): Promise<RecordMoved>;
  /** Reads the record again, maps it and looks its document up. Writes nothing. */
  checkRecord(task: RecordReference): Promise<RecordChecked>;
  /** As the engine's. */
  auditPage(task: AuditTask): Promise<PageAudited>;
}

export type { Refusal };
