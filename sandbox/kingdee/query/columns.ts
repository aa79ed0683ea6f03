import { msgCode, Refusal } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import {
  entityPaths,
  locateField,
  sameKey,
  type Entity,
  type Field,
  type FieldType,
  type Form,
} from '../forms/form';
import { follow } from '../documents/references';
import type { Row, Value } from '../documents/row';
import type { World } from '../world';
import { unparsable } from './filter';

/** One row of each entity that the query touches, and its position, by entity key. */
export type Joined = Readonly<Record<string, { readonly row: Row; readonly seq: number } | undefined>>;

/** A column of a query: a field, an internal id or an attribute of a referenced document. */
export interface Column {
  /** The key as it was asked for. */
  readonly key: string;
  readonly type: FieldType | 'id';
  /** The field it ends in; absent for internal ids and row numbers. */
  readonly field?: Field;
  /** The entity that it is read from, with those above. */
  readonly path: readonly Entity[];
  /** The stored value; null where an entity or a reference is absent. */
  read(joined: Joined): Value;
}

const key = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

/** The column of a key such as `FNumber`, `FUseOrgId.FName`, `FEntity_FSeq`. Refuses unknown keys with MsgCode 9. */
export function column(form: Form, text: string, world: World): Column {
  if (!key.test(text)) throw unparsable(text);
  const [first = '', ...rest] = text.split('.');
  const found = fieldColumn(form, first, world) ?? identityColumn(form, first, world);
  if (found === undefined) throw missing(text);
  return { ...(rest.length === 0 ? found : attribute(found, rest, text, world)), key: text };
}

function missing(text: string): Refusal {
  return Refusal.of(msgCode.notFound, texts.fieldMissing(text));
}

function fieldColumn(form: Form, text: string, { switches }: World): Column | undefined {
  const located = locateField(form, text, switches.values().keyCase);
  if (located === undefined) return undefined;
  const { field, path } = located;
  const entity = path.at(-1)?.key ?? '';
  return {
    key: text,
    type: field.type,
    field,
    path,
    read: (joined) => joined[entity]?.row.values[field.key] ?? null,
  };
}

/** Internal ids and row numbers: `FStockId`, `FEntity_FENTRYID`, `FEntity_FSeq`, a bare entry key. */
function identityColumn(form: Form, text: string, { switches }: World): Column | undefined {
  const { keyCase } = switches.values();
  const is = (name: string) => sameKey(name, text, keyCase);
  for (const path of entityPaths(form.head)) {
    const entity = path.at(-1);
    if (entity === undefined) continue;
    const { key: name, primaryKey } = entity;
    if (is(primaryKey) || is(`${name}_${primaryKey}`))
      return { key: text, type: 'id', path, read: (joined) => joined[name]?.row.id ?? null };
    if (is(`${name}_FSeq`))
      return { key: text, type: 'number', path, read: (joined) => joined[name]?.seq ?? null };
  }
  return undefined;
}

function attribute(base: Column, rest: readonly string[], text: string, world: World): Column {
  const { field } = base;
  if (field?.type !== 'reference' || field.form === undefined) throw missing(text);
  const table = world.store.table(field.form);
  const [first = '', ...deeper] = rest;
  const target = fieldColumn(table.form, first, world) ?? identityColumn(table.form, first, world);
  if (target === undefined || target.path.length > 1) throw missing(text);
  const end = deeper.length === 0 ? target : attribute(target, deeper, text, world);
  const { key: head } = table.form.head;
  const read = (joined: Joined): Value => {
    const row = follow(world.store, table.form.id, base.read(joined));
    return row === undefined ? null : end.read({ [head]: { row, seq: 1 } });
  };
  return { ...end, path: base.path, read };
}
