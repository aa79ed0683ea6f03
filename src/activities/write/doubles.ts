import type { Rejected } from '../../contract/page';
import type { DocumentRef } from '../../contract/document';
import type { Call, TargetConnector } from '../../connectors/connector';
import type { MappedRow } from '../readPage';
import { textOf } from '../../mappings/text';
import { doubled } from './conflict';

/** Documents of a page that are there already, and may be submitted and audited. */
export interface Referred {
  readonly pending: readonly DocumentRef[];
  readonly rejected: readonly Rejected[];
}

/** The documents that rows are, by internal id (`Ids`) and number (`Numbers`), without those whose number several have. */
export async function referred(
  target: TargetConnector,
  form: string,
  mapped: readonly MappedRow[],
  call: Call,
): Promise<Referred> {
  const rows = mapped.map(({ document }) => ({ id: textOf(document.Ids), number: textOf(document.Numbers) }));
  const doubles = await doublesOf(target, form, rows, call);
  return {
    pending: rows.filter(({ id }) => !doubles.has(id)).map(({ id, number }) => [id, number] as const),
    rejected: rows.flatMap(({ id, number }) => {
      const ids = doubles.get(id);
      return ids === undefined ? [] : [{ key: number, document: { id }, ...doubled(number, ids) }];
    }),
  };
}

/** Ids of all documents with the number, by the id of each that has such company. */
async function doublesOf(
  { holdings }: TargetConnector,
  form: string,
  rows: readonly { readonly id: string; readonly number: string }[],
  call: Call,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const numbers = rows.filter(({ number }) => number !== '').map(({ number }) => ({ number }));
  if (!holdings || numbers.length === 0) return new Map();
  const held = await holdings.byKeys(form, numbers, { fields: [] }, call);
  const ids = new Map<string, string[]>();
  for (const { number, id } of held) ids.set(number, [...(ids.get(number) ?? []), id]);
  const several = [...ids.values()].filter(({ length }) => length > 1);
  return new Map(several.flatMap((all) => all.map((id) => [id, all] as const)));
}
