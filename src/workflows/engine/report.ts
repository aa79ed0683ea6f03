import type { PageOfRun } from './pageName';

/** What a run counts, and the report it ends with. Plain data: workflows, activities and the command line share it. */

/** Records by outcome; each record read ends in exactly one of these. */
export interface Counts {
  /** Written by this run and verified in the target's final state. */
  created: number;
  /** Found in the target in its final state; nothing was written. */
  unchanged: number;
  /** Found saved but not final; this run only submitted and audited it. */
  audited: number;
  /** Superseded by a newer row with the same key, or refused again after a person discarded it. */
  skipped: number;
  /** Refused by the source model, the mapping or the target, with a reason. */
  rejected: number;
  /** Sent, unanswered, and not to be found: not written again before a look-up. */
  inDoubt: number;
}

/** A record that was refused: its key and the reason, never the row. */
export interface RejectedRecord extends PageOfRun {
  readonly key: string;
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

/** Something about the run as a whole that a person should look at. */
export interface RunWarning {
  /**
   * `empty-for-too-long`: windows without a row where earlier ones had some. `list-moved`: rows may have been passed over.
   * `no-beginning`: only the last slice was read. `watermark-ahead`: the watermark lay ahead of the clock.
   */
  readonly cause: 'empty-for-too-long' | 'list-moved' | 'no-beginning' | 'watermark-ahead';
  readonly message: string;
  readonly advice: { readonly en: string; readonly zh: string };
}

/** A document that differs from its row: its key and the fields, never their values. */
export interface ChangedRecord extends PageOfRun {
  readonly key: string;
  /** As a query names them: `FName`, `FEntity[2].FAllAmount` (lines counted from 0), `FEntity.length`; the first 20. */
  readonly fields: readonly string[];
  /** How many more fields differ. */
  readonly further?: number;
}

/** How a finished run ended. `clean`: every record is in its final state. `attention`: some were rejected or in doubt, or there is a warning. */
export type Outcome = 'clean' | 'attention';

/** Result of a run; `read` equals the sum of `counts`, or the run would have failed. */
export interface RunReport {
  readonly scheme: string;
  readonly outcome: Outcome;
  readonly source: string;
  readonly target: string;
  readonly pages: number;
  readonly read: number;
  readonly counts: Readonly<Counts>;
  /** Of `counts.created`: writes whose answer was lost and that a look-up found. */
  readonly adopted: number;
  /** Of `counts.unchanged`: documents whose fields differ from the row; they are reported, not overwritten. */
  readonly changed: number;
  /** The first 50 of them; absent in reports of 0.1.0. */
  readonly changedRecords?: readonly ChangedRecord[];
  /** The first 50 rejected records. */
  readonly rejected: readonly RejectedRecord[];
  /** The window that was read, Asia/Shanghai wall-clock texts; absent for a list that is always read in full. */
  readonly window?: { readonly from: string; readonly to: string };
  /** What the source was asked beside the window; see `syncedThrough`. */
  readonly selection?: string;
  /** Watermark, ISO: a later run with the same selection begins here. Absent where this run moved none. */
  readonly syncedThrough?: string;
  /** End of the newest window that had rows, ISO. */
  readonly lastRowsAt?: string;
  /** What a person should look at although no record is to blame. */
  readonly warnings?: readonly RunWarning[];
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** Answer of the query `progress`. */
export interface Progress {
  readonly scheme: string;
  /** `stopping`: cancelled or failed, and pages in flight are being finished. `finished`: however it ended. */
  readonly state: 'planning' | 'running' | 'paused' | 'stopping' | 'finished';
  readonly source: string;
  readonly target: string;
  /** Pages moved and audited. */
  readonly pagesDone: number;
  /** Page numbers being moved or audited now; `slices` says of which slice. */
  readonly inFlight: readonly number[];
  /** The next page of the oldest list that is being read. */
  readonly nextPage: number;
  /** Pages that are moved side by side at most. */
  readonly lanes: number;
  readonly read: number;
  readonly counts: Readonly<Counts>;
  readonly adopted: number;
  readonly changed: number;
  readonly window?: { readonly from: string; readonly to: string };
  /** Slices of the window read to their end, all of them, and where there are several those that are being read. */
  readonly slices?: {
    readonly done: number;
    readonly total: number;
    readonly reading?: readonly SliceRead[];
  };
  /** When the run will be done if it goes on as so far, ISO; absent before the first of several slices is read. */
  readonly expectedAt?: string;
  /** Why the run paused by itself; absent when a person paused it. */
  readonly pausedBecause?: string;
}

/** A slice that is being read, or what changed meanwhile (`changed`). */
export interface SliceRead {
  /** Its beginning, as `2026-11-03`. */
  readonly slice: string;
  /** Page numbers being moved or audited now. */
  readonly inFlight: readonly number[];
  readonly nextPage: number;
}

/** Input of every scheme; all members optional, so that a run can be started from the Temporal UI with no input. */
export interface RunInput {
  /** Scheme parameters that override the configured ones for this run, e.g. `{ "organization": "102" }`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Rows a page. */
  readonly pageSize?: number;
  /** Pages moved side by side: of one list that is paged by number, else of as many slices of the window. */
  readonly lanes?: number;
  /**
   * Beginning of the run's window, Asia/Shanghai: `yyyy-MM-dd` or `yyyy-MM-dd HH:mm:ss`. A run that is given its window is a
   * backfill: it moves no watermark and steps back behind the account's other runs.
   */
  readonly from?: string;
  /** End of the window of a backfill, in the same form; a day alone counts to its end. Without it the window ends now. */
  readonly to?: string;
  /** Instead of both: a backfill of the last so many days. */
  readonly days?: number;
}
