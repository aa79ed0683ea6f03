import { KINDS, type Kind, type Reconciliation } from '../reconcile/report';
import { about } from './about';
import type { AlertReport, Bilingual } from './alert';

/** What a reconciliation hands over: its differences, or that those found before over the same days are gone. */
export function differenceReport(title: Bilingual, reconciliation: Reconciliation): AlertReport {
  const { scheme, from = '', to = '', outcome, counts, found, source, target } = reconciliation;
  const sides = `${source.records} records ↔ ${target.records} documents / 来源 ${source.records} 条 ↔ 目标 ${target.records} 条`;
  const different = {
    ...about('difference'),
    message: sides,
    ...(from === '' ? {} : { window: { from, to } }),
    counts: Object.fromEntries(KINDS.map((kind: Kind) => [kind, counts[kind]])),
    keys: KINDS.flatMap((kind) => found[kind].map(({ key }) => key)).slice(0, 20),
  };
  const raised = outcome === 'clean' ? [] : [different];
  return { scheme, title, stream: `reconcile ${from} ${to}`.trim(), raised, settles: ['difference'] };
}
