import { pageCell } from '../../contract/page';
import type { Counts, Progress, SliceRead } from '../../contract/run';
import { colours } from '../terminal/colours';
import { table } from '../terminal/output';
import { changedTable, type Counted, countsTable, rejectedTable, warningLines } from './report';
import type { RunDetails } from './details';
import type { ListedRun } from './list';
import { shownWindow, took } from './text';
import { localize, messages } from '../../messages';

/** One run with what it says of itself, and the repairs of its scheme that wait. */
export type ShownRun = ListedRun & RunDetails & { readonly openRepairs: number };

/** A run for the terminal: facts, counts, changed and refused records, and why it failed. */
export function shownRun(run: ShownRun): string[] {
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

function noCounts({ state }: ShownRun): string {
  return state === 'failed' ? '' : messages().runs.noProgress;
}

/** What is known of a run, a line each; what is not is left out. */
function factsTable(run: ShownRun): string {
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

/** A run's books, from whichever of its words has them. */
function countedOf({ report, progress, failure, startedAt, finishedAt }: ShownRun): Counted | undefined {
  if (report) return report;
  const times = { startedAt, finishedAt: finishedAt ?? new Date().toISOString() };
  if (progress) return { ...times, pages: progress.pagesDone, read: progress.read, counts: progress.counts };
  if (failure?.counts) return { ...times, ...readSoFar(failure.read, failure.counts) };
  return undefined;
}

function readSoFar(read: number | undefined, counts: Counts) {
  return { read: read ?? Object.values(counts).reduce((sum, count) => sum + count, 0), counts };
}
