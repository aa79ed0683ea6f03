import type { SchemeTable } from '../../contract/scheme';
import {
  DIFFERENCE_KINDS,
  type DifferenceKind,
  type Reconciliation,
  type ReconcileInput,
} from '../../contract/reconcile';
import { about } from './about';
import type { Alert, AlertReport } from '../../contract/alerts';
import type { Bilingual } from '../../contract/bilingual';

/**
 * Reconciliations that follow each other, as far as failing goes: those that were asked for the same days, and those
 * without any.
 */
export function streamOf({ from, to }: ReconcileInput): string {
  return ['reconcile', from, to].filter((part) => part !== undefined).join(' ');
}

/**
 * What a reconciliation hands over at its end: its differences, or that those found before over the same days are gone; and
 * that it has not failed.
 */
export function reconciledReports(
  title: Bilingual,
  input: ReconcileInput,
  reconciliation: Reconciliation,
): AlertReport[] {
  const { scheme } = reconciliation;
  const found = differenceReport(title, reconciliation);
  const stream = streamOf(input);
  if (stream === found.stream) return [{ ...found, settles: [...found.settles, 'failed'] }];
  return [found, { scheme, title, stream, raised: [], settles: ['failed'] }];
}

/** What a reconciliation hands over that ends without a result. */
export function unreconciledReport(
  { name: scheme, title }: Pick<SchemeTable, 'name' | 'title'>,
  input: ReconcileInput,
  { message }: Error,
): AlertReport {
  const failed = { ...about('failed'), of: 'reconciliation' as const, message };
  return { scheme, title, stream: streamOf(input), raised: [failed], settles: [] };
}

function differenceReport(title: Bilingual, reconciliation: Reconciliation): AlertReport {
  const { scheme, from = '', to = '', outcome } = reconciliation;
  const raised = outcome === 'clean' ? [] : [differenceOf(reconciliation)];
  return { scheme, title, stream: `reconcile ${from} ${to}`.trim(), raised, settles: ['difference'] };
}

function differenceOf({ from, to, counts, found, source, target }: Reconciliation): Alert {
  return {
    ...about('difference'),
    message: {
      en: `${source.records} records ↔ ${target.records} documents`,
      zh: `来源 ${source.records} 条 ↔ 目标 ${target.records} 条`,
    },
    ...(from === undefined ? {} : { window: { from, to: to ?? '' } }),
    counts: Object.fromEntries(DIFFERENCE_KINDS.map((kind: DifferenceKind) => [kind, counts[kind]])),
    keys: DIFFERENCE_KINDS.flatMap((kind) => found[kind].map(({ key }) => key)).slice(0, 20),
  };
}
