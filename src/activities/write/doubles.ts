import type { Call } from '../../connectors/call';
import type { Rejected } from '../../contract/page';
import type { DocumentRef } from '../../contract/document';
import type { Rejection, TargetConnector } from '../../connectors/connector';
import type { MappedRow } from '../readPage';
import { textOf } from '../../mappings/text';
import { doubled } from './conflict';
import { heldOf } from './lookUp';

/** Documents of a page that are there already, and may be submitted and audited. */
export interface Referred {
  readonly pending: readonly DocumentRef[];
  readonly rejected: readonly Rejected[];
}

/** A row of the source that is a document of the target. */
interface DocumentRow {
  readonly id: string;
  readonly number: string;
}

/**
 * The documents that rows are, by internal id (`Ids`) and number (`Numbers`), without those whose number several have, and
 * those whose number the target cannot be asked for.
 */
export async function referred(
  target: TargetConnector,
  form: string,
  mapped: readonly MappedRow[],
  call: Call,
): Promise<Referred> {
  const rows = mapped.map(({ document }) => ({ id: textOf(document.Ids), number: textOf(document.Numbers) }));
  const reasons = await reasonsAgainst(target, form, rows, call);
  return {
    pending: rows.filter(({ id }) => !reasons.has(id)).map(({ id, number }) => [id, number] as const),
    rejected: rows.flatMap(({ id, number }) => {
      const reason = reasons.get(id);
      return reason === undefined ? [] : [{ key: number, document: { id }, ...reason }];
    }),
  };
}

/** Why documents are not touched, by id. */
async function reasonsAgainst(
  { holdings }: TargetConnector,
  form: string,
  rows: readonly DocumentRow[],
  call: Call,
): Promise<ReadonlyMap<string, Rejection>> {
  const numbered = rows.filter(({ number }) => number !== '');
  if (!holdings || numbered.length === 0) return new Map();
  const keyOf = ({ number }: DocumentRow) => ({ number });
  const { answers, refused } = await heldOf(holdings, form, numbered, keyOf, { fields: [] }, call);
  const ids = new Map<string, string[]>();
  for (const { number, id } of answers) ids.set(number, [...(ids.get(number) ?? []), id]);
  const several = [...ids].filter(([, { length }]) => length > 1);
  return new Map([
    ...refused.map(({ item, rejection }) => [item.id, rejection] as const),
    ...several.flatMap(([number, all]) => all.map((id) => [id, doubled(number, all)] as const)),
  ]);
}
