import { BadInput } from '../../input';
import type { Collection } from '../../platform';
import type { Entity, Field, Form } from '../forms/form';
import { isObject } from '../transport/data';
import { completed } from '../bills/rules';
import type { World } from '../world';
import { ModelReader } from './model';
import { follow, toId } from './references';
import type { Row, Value } from './row';
import { isNewId, numbered, stamped } from './stamps';
import type { Store } from './store';
import { duplicateFaults } from './validate';

/**
 * The documents of a form for the control address, in the shape that Save takes: field keys, references as `{"FNumber":…}`,
 * entries as arrays, with the internal id, status fields and times.
 */
export function documentCollection({ id: formId }: Form, world: World): Collection {
  const table = () => world.store.table(formId);
  return {
    list: () => Array.from(table().all(), (row) => wireRow(table().form.head, row, world.store)),
    count: () => table().size,
    replace: (rows) =>
      world.store.transaction(() => {
        for (const { id } of table().all()) table().remove(id);
        for (const [index, row] of rows.entries()) insert(table().form, row, `${formId}[${index}]`, world);
      }),
  };
}

function wireRow(entity: Entity, row: Row, store: Store): Record<string, unknown> {
  const own = entity.fields.map((field) => [
    field.key,
    wireValue(field, row.values[field.key] ?? null, store),
  ]);
  const below = (entity.children ?? []).map((child) => [
    child.key,
    wireChildren(child, row.entries[child.key] ?? [], store),
  ]);
  return { [entity.primaryKey]: row.id, ...Object.fromEntries([...own, ...below]) };
}

function wireChildren(child: Entity, rows: readonly Row[], store: Store): unknown {
  const wired = rows.map((one) => wireRow(child, one, store));
  return child.kind === 'entry' ? wired : (wired[0] ?? {});
}

function wireValue(field: Field, value: Value, store: Store): unknown {
  if (field.type !== 'reference' || field.form === undefined) return value;
  const target = follow(store, field.form, value);
  return target === undefined ? null : { FNumber: store.table(field.form).numberOf(target) };
}

/** Adds one row as it is given: no state machine, no required fields; times and status are taken from it when it has them. */
function insert(form: Form, model: unknown, where: string, world: World): void {
  if (!isObject(model)) throw new BadInput(`${where} is not an object`);
  refuseUnknownKeys(form.head, model, where);
  const { store } = world;
  const given = toId(model[form.head.primaryKey] ?? 0);
  const id = isNewId(given) ? store.nextId() : given;
  store.reserve(id);
  const table = store.table(form.id);
  if (table.get(id) !== undefined)
    throw new BadInput(`${where}: ${form.head.primaryKey} ${id} is given twice`);
  const row = read(form, model, id, where, world);
  const { uniqueWithoutValidation, duplicateNumbers } = world.switches.values();
  const unique = uniqueWithoutValidation && duplicateNumbers === 'refuse';
  const [duplicate] = unique ? duplicateFaults(table, row) : [];
  if (duplicate !== undefined) throw new BadInput(`${where}: ${duplicate.message}`);
  table.put(row);
}

function read(
  form: Form,
  model: Readonly<Record<string, unknown>>,
  id: Row['id'],
  where: string,
  world: World,
): Row {
  const reader = new ModelReader({ ...asGiven, form, store: world.store });
  const fresh = stampedNow(form, { id, values: {}, entries: {} }, world);
  const given = reader.read(form.head, model, id);
  const values = { ...given.values, ...notGiven(fresh.values, model) };
  const full = completed(form, { ...given, values }, (one) => reader.sentKeys(one), {
    amounts: 'keep-sent',
    store: world.store,
  });
  const row = numbered(world.store.table(form.id), full);
  const [fault] = reader.faults;
  if (fault !== undefined) throw new BadInput(`${where}.${fault.fieldName}: ${fault.message}`);
  return row.values['FDocumentStatus'] === 'C' ? { ...row, everAudited: true } : row;
}

/** Stamps of the moment, where the row brings none. */
function notGiven(stamps: Row['values'], model: Readonly<Record<string, unknown>>): Row['values'] {
  return Object.fromEntries(Object.entries(stamps).filter(([key]) => !(key in model)));
}

const asGiven = {
  keyCase: 'exact',
  numberSearch: true,
  verifyReferences: true,
  deleteEntries: true,
  updateOnly: [],
  systemFields: true,
  prefixedKeys: 'ignore',
  foreignRecords: 'usable',
  organization: 0,
} as const;

function stampedNow(form: Form, row: Row, { now }: World): Row {
  return stamped(form, row, ['create', 'modify'], now());
}

function refuseUnknownKeys(entity: Entity, model: Readonly<Record<string, unknown>>, where: string): void {
  const known = [
    entity.primaryKey,
    ...entity.fields.map(({ key }) => key),
    ...(entity.children ?? []).map(({ key }) => key),
  ];
  const unknown = Object.keys(model).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new BadInput(`${where} has no field "${unknown}"; fields: ${known.join(', ')}`);
}
