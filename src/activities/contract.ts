/**
 * What the engine asks of its activities, and what comes back. All of it is kept in the run's history, so it holds
 * references, keys and counts, never a row.
 */
import type { OpenRepairs, RepairsOpened, WakeRepairs } from './repair/contract';
import type { FailingRun } from './schedule/contract';
import type { PageOfRun } from '../workflows/engine/pageName';
import type { ChangedRecord, RejectedRecord, RunInput, RunReport } from '../workflows/engine/report';
import type { PageRef, Paging } from '../connectors/connector';
import type { PageSeen } from '../contract/listEvidence';
import type { Span } from '../contract/span';
import type { SourceCell, TargetCell } from '../workflows/engine/scheme';

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
  /** How the source's list is paged. Lanes share a list that is paged by `number`; else each has a slice of its own. */
  readonly paging: Paging;
  /** Rows a page. */
  readonly pageSize: number;
  /** Pages moved side by side. */
  readonly lanes: number;
  /** Documents a save call. */
  readonly batchSize: number;
  /** The run's window; absent for a list that is always read in full. */
  readonly window?: RunWindow;
  /** Whether refused records become repairs. */
  readonly repairs?: boolean;
  /** When the run pauses for a person. */
  readonly pauseAt?: PauseAt;
  /** Seconds from one update of the run list to the next while the run goes on. */
  readonly listEverySeconds: number;
  /** Whether the run reports to the task queue's alerts; absent where the configuration has none. */
  readonly alerts?: boolean;
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
export type Mark = Pick<RunReport, 'selection' | 'syncedThrough' | 'lastRowsAt'> &
  Partial<Pick<RunReport, 'finishedAt'>>;

/** What a run knows of itself when it plans. */
export interface RunFacts {
  /** When it was due: the time of its Schedule, else its start; milliseconds since 1970. */
  readonly dueAt: number;
  /** Which runs it follows and is followed by, for alerts. */
  readonly stream?: string;
  /** Id of its Schedule. */
  readonly schedule?: string;
  /** When it began, ISO. */
  readonly startedAt?: string;
  /** Result of the last completed run of its Schedule, whatever that was. */
  readonly last?: unknown;
}

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

/** A page with what the scheme's table and the configuration say of it. */
export interface PageTask extends Omit<PageReference, 'source' | 'target' | 'changed'> {
  readonly source: Pick<SourceCell, 'method' | 'request'> & { readonly connection: string };
  readonly target: Pick<TargetCell, 'form' | 'operation' | 'options'> & { readonly connection: string };
  /** The fields of a row, the first that is there, tell whether it belongs to the window. */
  readonly changed?: Omit<ChangedPage, 'within'> & {
    readonly within: ChangedPage['within'] & { readonly fields: readonly string[] };
  };
}

/** A document in the target: its internal id and its business key. */
export type DocumentRef = readonly [id: string, key: string];

/** Documents as the history holds them, packed (`packRefs`). */
export interface DocumentRefs {
  readonly count: number;
  readonly ids: string;
  readonly keys: string;
}

/** What became of a page's rows, before the audit. */
export interface PageMoved {
  readonly read: number;
  /** What the page says of its list. */
  readonly seen: PageSeen;
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
  readonly changedRecords?: readonly Changed[];
  readonly skipped: number;
  /** Of `written` and `done`: the answer was lost and a look-up found the document. */
  readonly adopted: number;
  readonly rejected: readonly Rejected[];
  readonly inDoubt: readonly string[];
}

/** A refused record of a page. */
export type Rejected = Omit<RejectedRecord, keyof PageOfRun>;

/** A document of a page that differs from its row. */
export type Changed = Omit<ChangedRecord, keyof PageOfRun>;

/** Documents of a page to bring to their final state. */
export interface AuditTask extends Planned {
  /** Those that the table's switches of this step name. */
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
  readonly rejected: readonly Rejected[];
  readonly inDoubt: readonly string[];
}

/** The activities that the engine calls. */
export interface EngineActivities {
  /** Resolves a scheme's connections, parameters, sizes and window. @throws Misconfigured with every fault of the input */
  planWindow(scheme: string, input: RunInput, facts?: RunFacts): Promise<Plan>;
  /** Pages of a list, as its first page counts them; 0 where the platform does not count. Writes nothing. */
  countPages(task: PageReference): Promise<number>;
  /**
   * Reads one page, maps it, looks its documents up and saves the absent ones. Safe to repeat.
   * @throws ApplicationFailure `DeepPage`, not retried, where page after page fails so deep and the first one answers
   */
  movePage(task: PageReference): Promise<PageMoved>;
  /** Submits and audits what is not final yet and verifies it. Safe to repeat. */
  auditPage(task: AuditTask): Promise<PageAudited>;
  /** Gives each refused record of a page a repair, or its open repair the new reason. Calls no platform. Safe to repeat. */
  openRepairs(task: OpenRepairs): Promise<RepairsOpened>;
  /** Tells the open repairs of a scheme that a run has ended. Calls no platform. @returns repairs told */
  wakeRepairs(task: WakeRepairs): Promise<number>;
  /** Counts a failing run to its Schedule, and pauses that after too many. Calls no platform. Safe to repeat. */
  countFailure(run: FailingRun): Promise<void>;
}
