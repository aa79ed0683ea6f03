import {
  type Difference,
  type Judged,
  type DifferenceKind,
  DIFFERENCE_KINDS,
  type Reconciliation,
  type Side,
} from '../../contract/reconcile';
import { exitCodes } from '../shared/exit';
import { colours, table } from '../terminal/output';
import { daysText } from '../../operations/reconcile';
import { messages } from '../../messages';

/** Findings of a kind that the terminal shows; `--json` and `--html` have all that the report names. */
const SHOWN = 20;

/** Exit code of a reconciliation: only a clean one is `ok`. */
export function exitCodeOfReconciliation({ outcome }: Reconciliation): number {
  return outcome === 'clean' ? exitCodes.ok : exitCodes.attention;
}

/** A reconciliation in one line: `clean · 230 records ↔ 230 documents`. */
export function reconciliationLine({ outcome, source, target, counts, difference }: Reconciliation): string {
  const texts = messages().reconcile;
  const faults = DIFFERENCE_KINDS.filter((kind) => counts[kind] > 0).map(
    (kind) => `${counts[kind]} ${texts.kind[kind]}`,
  );
  const money = difference ? [texts.money(`${target.amount}`, difference.amount)] : [];
  return [messages().state[outcome], ...faults, texts.sides(source.records, target.records), ...money].join(
    ' · ',
  );
}

/** A reconciliation for the terminal: both sides, what was found, and what could not be judged. */
export function shownReconciliation(report: Reconciliation): string[] {
  const { scheme, outcome, found, counts, judged } = report;
  const texts = messages().reconcile;
  const colour = outcome === 'clean' ? colours.green : colours.red;
  return [
    `${colours.bold(scheme)} ${daysText(report)}: ${colour(messages().state[outcome])}`,
    sidesTable(report),
    table(
      [texts.kind.same, ...DIFFERENCE_KINDS.map((kind) => texts.kind[kind])],
      [
        [
          counts.same,
          ...DIFFERENCE_KINDS.map((kind) => (isJudged(kind, judged) ? counts[kind] : texts.notJudged)),
        ],
      ],
    ),
    ...DIFFERENCE_KINDS.flatMap((kind) => shownKind(kind, found[kind], counts[kind])),
    ...notJudged(judged),
  ];
}

/** What a report does not say, and why, in one line each. */
export function notJudged({ extra, doubled }: Judged): string[] {
  const { noExtra, noDoubled } = messages().reconcile;
  return [...(extra ? [] : [noExtra]), ...(doubled ? [] : [noDoubled])];
}

/** Whether a kind's count says anything. */
export function isJudged(kind: DifferenceKind, judged: Judged): boolean {
  return kind === 'extra' ? judged.extra : kind === 'doubled' ? judged.doubled : true;
}

/** What is said of a finding beside its key. */
export function sayings({ fields, documents, reason }: Difference): string {
  const times = documents === undefined ? [] : [messages().reconcile.documents(documents)];
  return [...times, ...(fields ?? []), ...(reason === undefined ? [] : [reason])].join(', ');
}

function sidesTable({ source, target, difference }: Reconciliation): string {
  const texts = messages().reconcile;
  const row = (name: string, side: Side) => [name, side.records, side.quantity ?? '', side.amount ?? ''];
  const rows = [row(texts.source, source), row(texts.target, target)];
  if (!difference)
    return table(
      [texts.side, texts.records],
      rows.map((cells) => cells.slice(0, 2)),
    );
  const less = [target.records - source.records, difference.quantity, difference.amount];
  return table(
    [texts.side, texts.records, texts.quantity, texts.amount],
    [...rows, [texts.difference, ...less]],
  );
}

function shownKind(kind: DifferenceKind, findings: readonly Difference[], count: number): string[] {
  if (count === 0) return [];
  const rows = findings.slice(0, SHOWN).map((finding) => [finding.key, sayings(finding)]);
  const texts = messages().reconcile;
  const more = count > rows.length ? [texts.more(count - rows.length, texts.kind[kind])] : [];
  return [table([`${texts.kind[kind]} (${count})`, ''], rows), ...more];
}
