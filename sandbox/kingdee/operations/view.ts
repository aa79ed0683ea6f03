import { msgCode, Refusal } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import type { Envelope } from '../envelopes/status';
import { ormName, type Entity, type Field } from '../forms/form';
import { follow, toId } from '../documents/references';
import type { Row, Value } from '../documents/row';
import type { Store, Table } from '../documents/store';
import type { Data } from '../transport/data';
import type { Call } from '../world';
import { findByNumber } from './targets';

const chinese = 2052;

/** View: the whole document under its ORM names, as recorded in shape (`Id`, `X_Id` beside `X`, multilingual arrays). */
export function view(table: Table, data: Data, call: Call): Envelope {
  const row = find(table, data, call);
  const document = {
    Id: row.id,
    FFormId: table.form.id,
    ...properties(table.form.head, row, call.world.store),
  };
  return { Result: { ResponseStatus: { IsSuccess: true }, Result: document } };
}

function find(table: Table, data: Data, { caller }: Call): Row {
  const [id, number] = [data.text('Id'), data.text('Number')];
  if (id === '' || id === '0') {
    if (number === '') throw Refusal.of(msgCode.parameter, texts.keyMissing);
    const row = findByNumber(table, number, data, caller.organizationId);
    if (row === undefined) throw Refusal.of(msgCode.notFound, texts.numberMissing(number));
    return row;
  }
  const row = table.get(toId(id));
  if (row === undefined) throw Refusal.of(msgCode.notFound, texts.idMissing(id));
  return row;
}

function properties(entity: Entity, row: Row, store: Store): Record<string, unknown> {
  const own = entity.fields.map((field) => property(field, row.values[field.key] ?? null, store));
  const below = (entity.children ?? []).map((child) => [child.orm, children(child, row, store)]);
  return { ...Object.assign({}, ...own), ...Object.fromEntries(below) };
}

function children(child: Entity, row: Row, store: Store): Record<string, unknown>[] {
  const rows = row.entries[child.key] ?? [];
  return rows.map((one, index) => ({ Id: one.id, Seq: index + 1, ...properties(child, one, store) }));
}

function property(field: Field, value: Value, store: Store): Record<string, unknown> {
  const name = ormName(field);
  if (field.type === 'name') return { [name]: multilingual(value) };
  if (field.type !== 'reference' || field.form === undefined) return { [name]: value };
  const target = follow(store, field.form, value);
  if (target === undefined) return { [`${name}_Id`]: 0, [name]: null };
  return { [`${name}_Id`]: target.id, [name]: reference(target, store.table(field.form)) };
}

function reference(target: Row, table: Table): Record<string, unknown> {
  const name = target.values['FName'] ?? '';
  if (table.form.id === 'SEC_User') return { Id: target.id, Name: name, UserAccount: table.numberOf(target) };
  return {
    Id: target.id,
    MultiLanguageText: [{ PkId: target.id, LocaleId: chinese, Name: name }],
    Name: multilingual(name),
    Number: table.numberOf(target),
  };
}

function multilingual(value: Value): { Key: number; Value: Value }[] {
  return [{ Key: chinese, Value: value }];
}
