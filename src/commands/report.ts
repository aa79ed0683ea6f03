import type { Counts, RunReport } from '../workflows/engine/report';
import { exitCodes } from './exit';
import { seconds, table } from './output';

/** Columns of the table of counts. */
const outcomes: readonly (readonly [keyof Counts, string])[] = [
  ['created', 'created'],
  ['unchanged', 'unchanged'],
  ['audited', 'audited'],
  ['skipped', 'skipped'],
  ['rejected', 'rejected'],
  ['inDoubt', 'in doubt'],
];

/** What runs did, a row each: every record read is in exactly one column. `heading` stands over the titles. */
export function countsTable(
  runs: readonly (readonly [title: string, report: RunReport])[],
  heading = 'run',
): string {
  return table(
    [heading, 'pages', 'read', ...outcomes.map(([, title]) => title), 'seconds'],
    runs.map(([title, report]) => [
      title,
      report.pages,
      report.read,
      ...outcomes.map(([outcome]) => report.counts[outcome]),
      seconds(Date.parse(report.finishedAt) - Date.parse(report.startedAt)),
    ]),
  );
}

/** The rejected records with reason and advice; empty when there are none. */
export function rejectedTable({ rejected }: RunReport): string {
  if (!rejected.length) return '';
  const rows = rejected.map(({ key, page, field, message, advice }) => [
    key,
    page,
    field ?? '',
    message,
    advice?.en ?? '',
  ]);
  return table(['rejected', 'page', 'field', 'reason', 'what to do'], rows);
}

/** The changed records with the fields that differ, which were not overwritten; empty when there are none. */
export function changedTable({ changed, changedRecords = [] }: RunReport): string {
  if (changedRecords.length === 0) return '';
  const rows = changedRecords.map(({ key, page, fields, further }) => [
    key,
    page,
    fields.join(', ') + (further ? `, and ${further} more` : ''),
  ]);
  return table([`changed (${changed})`, 'page', 'fields that differ, not overwritten'], rows);
}

/** Exit code of a finished run. */
export function exitCodeOf(report: RunReport): number {
  return report.outcome === 'clean' ? exitCodes.ok : exitCodes.attention;
}
