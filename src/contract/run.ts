/** What a run is planned with, what it counts, and the report it ends with. */
import type { Bilingual } from './bilingual';
import type {
  Paging,
  FailedRecordOfRun,
  ChangedRecordOfRun,
  PageReference,
  PageSynced,
  AuditTask,
  PageAudited,
} from './page';
import type { Span } from './time';
import type { OpenRepairs, RepairsOpened, WakeRepairs } from './repair';

/** Decisions of a run, taken once at its start from configuration and input. */
export interface Plan {
  /** Names of the connections. */
  readonly source: string;
  readonly target: string;
  /** Short digest of what the run was planned on: the table's source and target. A run does not go on with others. */
  readonly digest: string;
  /** Value by parameter name, complete. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Value by name of the request templates that hold for the whole run: the window. */
  readonly values: Readonly<Record<string, string>>;
  /** Where the first slice of the window begins, where the last ends, and how long each is; absent where the source takes any length. */
  readonly slices?: Span & { readonly hours: number };
  /** How the source's list is paged. Several pages of a list are synced at once only where it is paged by `number`, else one page each of several slices. */
  readonly paging: Paging;
  /** Rows a page. */
  readonly pageSize: number;
  /** Pages synced at a time. */
  readonly concurrency: number;
  /** Documents a save call. */
  readonly batchSize: number;
  /** The run's window; absent for a list that is always read in full. */
  readonly window?: RunWindow;
  /** Whether refused records become repairs. */
  readonly repairs: boolean;
  /** When the run pauses for a person. */
  readonly pauseAt: PauseAt;
  /** Seconds from one update of the run list to the next while the run goes on. */
  readonly listEverySeconds: number;
  /** Whether the run reports to the task queue's alerts: where the configuration has channels. */
  readonly alerts: boolean;
  /** Id of the Schedule that started the run, to which a failure counts; absent where none did. */
  readonly schedule?: string;
}

/**
 * When a run pauses for a person: a wrong credential or a closed month must not make ten thousand repairs. Counted are
 * refused and in-doubt records since the start or the last `resume`; with repairs only those that had none yet. 0
 * switches a limit off.
 */
export interface PauseAt {
  /** Records. */
  readonly rejected: number;
  /** Of the records read, 0 to 1; looked at from 50 records on. */
  readonly share: number;
  /** Records in whole pages one after the other that were refused altogether. */
  readonly consecutive: number;
}

/**
 * The stretch of time that a run reads, fixed before its first page. Times are Asia/Shanghai wall-clock texts; where both are
 * the same there is nothing to read.
 */
export interface RunWindow {
  /** Where the query begins, overlap included; empty where it has no beginning. */
  readonly from: string;
  readonly to: string;
  /** Where `from` comes from: the run's input, the watermark of the run before, the configuration or table, or nowhere. */
  readonly begins: 'input' | 'watermark' | 'since' | 'open';
  /** What is asked of the source beside the window: a watermark holds for the same selection only. */
  readonly selection: string;
  /** Watermark that a balanced run sets, ISO; absent for a run that moves none, such as a backfill. */
  readonly syncedThrough?: string;
  /** Instead: the watermark that stands, ISO, where the run reads what lies before it. */
  readonly standing?: string;
  /** A watermark that lies ahead of the clock, ISO; the run went on as if it were not there. */
  readonly ahead?: string;
  /** End of the newest window that had rows, ISO, as the run before handed it on. */
  readonly lastRowsAt?: string;
  /** Hours without a row after which a run warns; 0 never. */
  readonly emptyAfterHours: number;
}

/** What a run hands to the next one through its report. */
export type Watermark = Pick<RunReport, 'selection' | 'syncedThrough' | 'lastRowsAt'> &
  Partial<Pick<RunReport, 'finishedAt'>>;

/** What a run knows of itself when it plans. */
export interface RunContext {
  /** When it was due: the time of its Schedule, else its start; milliseconds since 1970. */
  readonly dueAt: number;
  /** Groups the alerts of runs that follow each other. */
  readonly groupKey: string;
  /** Id of its Schedule. */
  readonly schedule?: string;
  /** When it began, ISO. */
  readonly startedAt: string;
  /** Result of the last completed run of its Schedule, whatever that was. */
  readonly last?: unknown;
}

/** A run of a Schedule that is about to fail. */
export interface FailingRun {
  readonly scheme: string;
  /** Id of the Schedule. */
  readonly schedule: string;
  /** When it began, ISO. */
  readonly startedAt: string;
  /** Its failure, one line. */
  readonly reason: string;
}

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
  /** The first 50 of them. */
  readonly changedRecords: readonly ChangedRecordOfRun[];
  /** The first 50 rejected records. */
  readonly rejected: readonly FailedRecordOfRun[];
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
  /** Pages synced and audited. */
  readonly pagesDone: number;
  /** Page numbers being synced or audited now; `slices` says of which slice. */
  readonly inFlight: readonly number[];
  /** The next page of the oldest list that is being read. */
  readonly nextPage: number;
  /** Pages synced at a time at most. */
  readonly concurrency: number;
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
  readonly pausedBecause?: Bilingual;
}

/** A slice that is being read, or what changed meanwhile (`changed`). */
export interface SliceRead {
  /** Its beginning, as `2026-11-03`. */
  readonly slice: string;
  /** Page numbers being synced or audited now. */
  readonly inFlight: readonly number[];
  readonly nextPage: number;
}

/** Input of every scheme; all members optional, so that a run can be started from the Temporal UI with no input. */
export interface RunInput {
  /** Scheme parameters that override the configured ones for this run, e.g. `{ "organization": "102" }`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Rows a page. */
  readonly pageSize?: number;
  /** Pages synced at a time: of one list that is paged by number, else of as many slices of the window. */
  readonly concurrency?: number;
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

/** How a run can end without a word of its own, by the status that Temporal gives it. */
export const SILENT_ENDS: Readonly<Record<string, Bilingual>> = {
  TERMINATED: { en: 'the run was terminated', zh: '运行被终止' },
  TIMED_OUT: { en: 'the run timed out', zh: '运行超时' },
};

/** Groups runs that follow each other: those with the same window of their own, and those without one. */
export function groupKeyOf(input: Pick<RunInput, 'from' | 'to' | 'days'> | undefined): string {
  const { from, to, days } = input ?? {};
  if (from === undefined && days === undefined) return 'run';
  return ['backfill', from, to, days].filter((part) => part !== undefined).join(' ');
}

/** What a person sees of a run in the Temporal UI's list. */
export type ShownOutcome = 'running' | 'paused' | 'clean' | 'attention' | 'failed' | 'cancelled';

/** The activities that the engine calls. */
export interface EngineActivities {
  /** Resolves a scheme's connections, parameters, sizes and window. @throws Misconfigured with every fault of the input */
  planRun(scheme: string, input: RunInput, context: RunContext): Promise<Plan>;
  /** Pages of a list, as its first page counts them; 0 where the platform does not count. Writes nothing. */
  countPages(task: PageReference): Promise<number>;
  /**
   * Reads one page, maps it, looks its documents up and saves the absent ones. Safe to repeat.
   * @throws ApplicationFailure `DeepPage`, not retried, where page after page fails so deep and the first one answers
   */
  syncPage(task: PageReference): Promise<PageSynced>;
  /** Submits and audits what is not final yet and verifies it. Safe to repeat. */
  auditPage(task: AuditTask): Promise<PageAudited>;
  /** Gives each refused record of a page a repair, or its open repair the new reason. Calls no platform. Safe to repeat. */
  openRepairs(task: OpenRepairs): Promise<RepairsOpened>;
  /** Tells the open repairs of a scheme that a run has ended. Calls no platform. @returns repairs told */
  wakeRepairs(task: WakeRepairs): Promise<number>;
  /** Counts a failing run to its Schedule, and pauses that after too many. Calls no platform. Safe to repeat. */
  countFailure(run: FailingRun): Promise<void>;
}
