import type { Rejected } from '../../contract/page';
import type { Rejection } from '../../connectors/connector';
import type { Outgoing, Writer } from './writer';

/** A record's refusal, with its document's business key where that may stand in histories. */
export function refusalOf(
  { target, form, namesDocuments }: Writer,
  { key, document }: Outgoing,
  rejection: Rejection,
): Rejected {
  if (!namesDocuments) return { key, ...rejection };
  const { ours: _ours, ...named } = target.keyOf(form, document);
  return { key, document: named, ...rejection };
}
