import { type FailedRecordOfRun, pageCell } from '../../contract/page';
import type { Counts, RunReport } from '../../contract/run';
import { colours } from '../terminal/colours';
import { exitCodes } from '../shared/exit';
import { seconds, table } from '../terminal/output';
import { localize, messages } from '../../messages';

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
    colours.yellow(messages().failure.advised(message, localize(advice))),
  );
}

/** Exit code of a finished run. */
export function exitCodeOf(report: RunReport): number {
  return report.outcome === 'clean' ? exitCodes.ok : exitCodes.attention;
}
