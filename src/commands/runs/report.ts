import { untranslated } from '../../contract/bilingual';
import { type FailedRecordOfRun, pageCell } from '../../contract/page';
import type { Counts, Progress, RunReport, SliceRead } from '../../contract/run';
import { localize, messages } from '../../messages';
import { failure } from '../../messages/errors';
import type { CountedRun, KnownRun } from '../../operations/runs/details';
import type { ListedRun } from '../../operations/runs/list';
import { exitCodes } from '../shared/exit';
import { colours, seconds, table } from '../terminal/output';

/** Columns of the table of counts. */
const outcomes = ['created', 'unchanged', 'audited', 'skipped', 'rejected', 'inDoubt'] as const;

/** What the table of counts shows of a run; a run that failed does not tell its pages. */
export interface Counted extends Pick<RunReport, 'read' | 'startedAt' | 'finishedAt'> {
  readonly pages?: number;
  readonly counts: Readonly<Counts>;
}

/** What runs did, a row each: every record read is in exactly one column. `heading` stands over the titles. */
export function countsTable(
  runs: readonly (readonly [title: string, run: Counted])[],
  heading = messages().head.run,
): string {
  const { head, count } = messages();
  return table(
    [heading, head.pages, head.read, ...outcomes.map((outcome) => count[outcome]), head.seconds],
    runs.map(([title, run]) => [
      title,
      run.pages ?? '',
      run.read,
      ...outcomes.map((outcome) => run.counts[outcome]),
      seconds(Date.parse(run.finishedAt) - Date.parse(run.startedAt)),
    ]),
  );
}

/** The rejected records with reason and advice; empty when there are none. */
export function rejectedTable({ rejected }: { readonly rejected: readonly FailedRecordOfRun[] }): string {
  if (!rejected.length) return '';
  const { head } = messages();
  const rows = rejected.map(({ key, field, message, advice, ...page }) => [
    key,
    pageCell(page),
    field ?? '',
    message,
    localize(advice),
  ]);
  return table([head.rejected, head.page, head.field, head.reason, head.advice], rows);
}

/** The changed records with the fields that differ, which were not overwritten; empty when there are none. */
export function changedTable({ changed, changedRecords }: RunReport): string {
  if (changedRecords.length === 0) return '';
  const { head, run } = messages();
  const rows = changedRecords.map(({ key, fields, further, ...page }) => [
    key,
    pageCell(page),
    fields.join(', ') + (further ? run.further(further) : ''),
  ]);
  return table([`${head.changed} (${changed})`, head.page, head.differing], rows);
}

/** What a person should look at although no record is to blame, a line each. */
export function warningLines({ warnings = [] }: RunReport): string[] {
  return warnings.map(({ message, advice }) =>
    colours.yellow(localize(failure.advised(untranslated(message), advice))),
  );
}

/** Exit code of a finished run. */
export function exitCodeOf(report: RunReport): number {
  return report.outcome === 'clean' ? exitCodes.ok : exitCodes.attention;
}

/** A run for the terminal: facts, counts, changed and refused records, and why it failed. */
export function shownRun(run: KnownRun): string[] {
  const { report, failure, rejectedRecords = [] } = run;
  const counted = countedOf(run);
  return [
    `${colours.bold(run.scheme)}: ${messages().state[run.state]}`,
    factsTable(run),
    counted ? countsTable([[run.scheme, counted]]) : noCounts(run),
    ...(failure ? [colours.red([failure.type, failure.message].filter(Boolean).join(': '))] : []),
    ...(report ? warningLines(report) : []),
    report ? changedTable(report) : '',
    rejectedTable(report ?? { rejected: rejectedRecords }),
  ];
}

function noCounts({ state, unanswered: why }: KnownRun): string {
  const { noProgress, unanswered } = messages().runs;
  if (why !== undefined) return unanswered(why);
  return state === 'failed' ? '' : noProgress;
}

/** What is known of a run, a line each; what is not is left out. */
function factsTable(run: KnownRun): string {
  const { head } = messages();
  const { report, progress } = run;
  const { source, target, window } = report ?? progress ?? {};
  const facts: readonly (readonly [string, string | number | undefined])[] = [
    [head.workflow, run.workflowId],
    [head.route, source && `${source} → ${target}`],
    [head.because, localize(progress?.pausedBecause)],
    [head.window, shownWindow(window)],
    ...(progress ? progressFacts(progress) : []),
    [head.started, run.startedAt],
    [head.took, took(run)],
    [head.synced, run.syncedThrough],
    [head.repairs, run.openRepairs],
  ];
  const known = facts.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] as const],
  );
  return table([head.run, run.runId], known);
}

function progressFacts(progress: Progress): [string, string | number | undefined][] {
  const { head } = messages();
  const { slices, expectedAt, inFlight, changed } = progress;
  return [
    [head.slices, slices && slices.total > 1 ? `${slices.done} / ${slices.total}` : undefined],
    [head.expected, expectedAt],
    [head.inFlight, pagesIn(slices?.reading) ?? inFlight.join(', ')],
    [head.changed, changed === 0 ? undefined : changed],
  ];
}

/** Pages by name where several slices are read. */
function pagesIn(reading: readonly SliceRead[] | undefined): string | undefined {
  return reading
    ?.flatMap(({ slice, inFlight }) => inFlight.map((page) => pageCell({ slice, page })))
    .join(', ');
}

/** A run's counts, from whichever of its answers has them. */
function countedOf({ report, progress, failure, startedAt, finishedAt }: KnownRun): Counted | undefined {
  if (report) return report;
  const times = { startedAt, finishedAt: finishedAt ?? new Date().toISOString() };
  if (progress) return { ...times, pages: progress.pagesDone, read: progress.read, counts: progress.counts };
  if (failure?.counts) return { ...times, ...readSoFar(failure.read, failure.counts) };
  return undefined;
}

function readSoFar(read: number | undefined, counts: Counts) {
  return { read: read ?? Object.values(counts).reduce((sum, count) => sum + count, 0), counts };
}

/** A window for people: `2026-10-01 00:00:00 … 2026-10-31 23:59:59`; empty where there is none. */
function shownWindow(window: { readonly from: string; readonly to: string } | undefined): string {
  return window ? `${window.from || '…'} … ${window.to || '…'}` : '';
}

/** How long a run took, or goes on so far: `4.2 s`, `12 min 5 s`, `3 h 20 min`. */
export function took(
  { startedAt, finishedAt }: Pick<ListedRun, 'startedAt' | 'finishedAt'>,
  now = Date.now(),
): string {
  const end = finishedAt === undefined ? now : Date.parse(finishedAt);
  const seconds = Math.max(0, end - Date.parse(startedAt)) / 1_000;
  const texts = messages().took;
  if (seconds < 60) return texts.seconds(seconds.toFixed(1));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return texts.minutes(minutes, Math.floor(seconds % 60));
  return texts.hours(Math.floor(minutes / 60), minutes % 60);
}

/** Exit code that tells a run's state to a script; a run under way is no fault, a paused one waits for somebody. */
export const exitCodeOfState: Readonly<Record<ListedRun['state'], number>> = {
  running: exitCodes.ok,
  clean: exitCodes.ok,
  paused: exitCodes.attention,
  attention: exitCodes.attention,
  failed: exitCodes.failed,
  cancelled: exitCodes.cancelled,
};

/** Runs, a row each. */
export function runsTable(rows: readonly CountedRun[]): string {
  const { head, state, count } = messages();
  return table(
    [head.scheme, head.workflow, head.outcome, head.window, head.read, count.rejected].concat([
      head.started,
      head.took,
      head.synced,
    ]),
    rows.map((row) => [
      row.scheme,
      row.workflowId,
      state[row.state],
      shownWindow(row.window),
      row.read ?? '',
      row.rejected ?? '',
      row.startedAt,
      took(row),
      row.syncedThrough ?? '',
    ]),
  );
}
