import type { Entity, Field } from '../forms/form';
import { follow } from '../documents/references';
import type { Row, Value } from '../documents/row';
import type { Store, Table } from '../documents/store';

/**
 * `NeedReturnData` of one document: the wanted keys, `FEntity.FSeq` as rows under `FEntity`. References come as
 * `{FNumber}`: own choice, no answer with one was recorded.
 */
export function returnedFields(
  table: Table,
  row: Row,
  wanted: readonly string[],
  store: Store,
): Record<string, unknown> {
  return pick(table.form.head, row, wanted, store, undefined);
}

function pick(
  entity: Entity,
  row: Row,
  wanted: readonly string[],
  store: Store,
  seq: number | undefined,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const key of wanted.filter((one) => !one.includes('.'))) {
    const field = entity.fields.find((one) => one.key.toLowerCase() === key.toLowerCase());
    if (key.toLowerCase() === entity.primaryKey.toLowerCase()) result[key] = row.id;
    else if (field !== undefined) result[key] = shown(field, row.values[field.key] ?? null, store);
    else if (key === 'FSeq' && seq !== undefined) result[key] = seq;
  }
  for (const child of entity.children ?? []) {
    const below = wanted
      .filter((one) => one.startsWith(`${child.key}.`))
      .map((one) => one.slice(child.key.length + 1));
    const rows = row.entries[child.key] ?? [];
    if (below.length > 0)
      result[child.key] = rows.map((one, index) => pick(child, one, below, store, index + 1));
  }
  return result;
}

function shown(field: Field, value: Value, store: Store): unknown {
  if (field.type !== 'reference' || field.form === undefined) return value;
  const target = follow(store, field.form, value);
  return target === undefined ? null : { FNumber: store.table(field.form).numberOf(target) };
}
