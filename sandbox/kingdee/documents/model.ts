import { type Fault, msgCode } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import { fieldNamed, locateField, sameKey, type Entity, type Field, type Form } from '../forms/form';
import { isObject } from '../transport/data';
import { convert } from './convert';
import { resolve, toId, type ReferenceRules } from './references';
import { initialValues, type Id, type Row, type Value } from './row';
import { isNewId } from './stamps';

/** How a Model is applied. */
export interface ModelRules extends ReferenceRules {
  readonly form: Form;
  /** IsDeleteEntry: rows that the Model does not name are deleted. */
  readonly deleteEntries: boolean;
  /** NeedUpDateFields: the only keys that are changed; empty = all. */
  readonly updateOnly: readonly string[];
  /** Whether status fields and times are taken from the Model, as the control address does. */
  readonly systemFields: boolean;
  /** Whether `SAL_OUTSTOCK__FEntity` means `FEntity`, as in payloads of 2018. */
  readonly prefixedKeys: 'accept' | 'ignore';
  /** Working organization, to choose between records of one number. */
  readonly organization: Id;
}

type Values = Record<string, Value>;
type Model = Readonly<Record<string, unknown>>;

/** Applies a Model to a row. Faults are collected in `faults`; the row is complete apart from them. */
export class ModelReader {
  readonly faults: Fault[] = [];
  readonly #sent = new WeakMap<Row['values'], readonly string[]>();
  /** The head as read so far: its organizations choose the records of lines. */
  #head: Values = {};

  constructor(private readonly rules: ModelRules) {}

  /** The row that the Model makes of `before`, or a new one. Keys are applied in JSON order, unknown ones ignored. */
  read(entity: Entity, model: Model, id: Id, before?: Row): Row {
    const values = before === undefined ? initialValues(entity) : { ...before.values };
    if (entity.kind === 'head') this.#head = values;
    const entries: Record<string, readonly Row[]> = { ...before?.entries };
    const sent: string[] = [];
    for (const [key, raw] of Object.entries(model)) {
      const field = fieldNamed(entity, key, this.rules.keyCase);
      const child = field === undefined ? this.#childOf(entity, key) : undefined;
      if (field !== undefined && this.#assign(values, field, raw, before !== undefined)) sent.push(field.key);
      else if (child !== undefined)
        entries[child.key] = this.#children(child, raw, before?.entries[child.key] ?? []);
      else if (field === undefined) this.#checkLevel(entity, key);
    }
    if (before === undefined) this.#complete(entity, values, entries, sent);
    this.#sent.set(values, sent);
    return { ...before, id, values, entries };
  }

  /** Keys that the Model gave for this row, in its order. */
  sentKeys(row: Row): readonly string[] {
    return this.#sent.get(row.values) ?? [];
  }

  /** What a new row has without being told: default references, and its sub-headers. */
  #complete(
    entity: Entity,
    values: Values,
    entries: Record<string, readonly Row[]>,
    sent: readonly string[],
  ): void {
    for (const field of entity.fields)
      if (field.byDefault !== undefined && !sent.includes(field.key))
        this.#assign(values, field, { FNumber: field.byDefault }, false);
    for (const child of entity.children ?? [])
      if (child.kind === 'subhead') entries[child.key] ??= [this.#subhead(child, {}, undefined)];
  }

  #childOf(entity: Entity, key: string): Entity | undefined {
    const prefix = `${this.rules.form.id}__`;
    const named = (one: Entity) =>
      this.#same(one.key, key) || (this.rules.prefixedKeys === 'accept' && this.#same(prefix + one.key, key));
    return entity.children?.find(named);
  }

  #same(a: string, b: string): boolean {
    return sameKey(a, b, this.rules.keyCase);
  }

  #checkLevel(entity: Entity, key: string): void {
    if (this.#same(entity.primaryKey, key)) return;
    const elsewhere = locateField(this.rules.form, key, this.rules.keyCase);
    if (elsewhere === undefined) return;
    const type = entity.kind === 'head' ? 'BillHead' : entity.key;
    this.#fault(key, texts.wrongLevel(key, type), msgCode.notFound);
  }

  /** Whether the field is one that the Model may set. */
  #assign(values: Values, field: Field, raw: unknown, changing: boolean): boolean {
    const serverOnly = field.type === 'system' || field.stamp !== undefined;
    if (serverOnly && !this.rules.systemFields) return false;
    if (changing && !this.#mayUpdate(field.key)) return false;
    const value = field.type === 'reference' ? this.#reference(field, raw, values) : convert(field, raw);
    if (value === undefined)
      this.#fault(field.key, texts.badValue(field.label, JSON.stringify(raw)), msgCode.validation);
    else values[field.key] = value;
    return true;
  }

  #mayUpdate(...keys: readonly string[]): boolean {
    const { updateOnly } = this.rules;
    return (
      updateOnly.length === 0 ||
      updateOnly.some((one) => keys.some((key) => this.#same(one.split('.').at(-1) ?? one, key)))
    );
  }

  #reference(field: Field, raw: unknown, values: Values): Value {
    const owner = field.within === undefined ? values['FUseOrgId'] : this.#head[field.within];
    const { id, fault } = resolve(field, raw, owner || this.rules.organization, this.rules);
    if (fault !== undefined) this.faults.push(fault);
    return id;
  }

  #children(entity: Entity, raw: unknown, before: readonly Row[]): readonly Row[] {
    if (entity.kind === 'subhead') return isObject(raw) ? [this.#subhead(entity, raw, before[0])] : before;
    if (!Array.isArray(raw)) return before;
    const mayChange = this.#mayUpdate(entity.key, ...entity.fields.map(({ key }) => key));
    if (!mayChange) return before;
    const rows = raw.filter(isObject).map((model) => this.#child(entity, model, before));
    if (this.rules.deleteEntries) return rows;
    const changed = new Map(rows.map((row) => [row.id, row]));
    const kept = before.map((row) => changed.get(row.id) ?? row);
    const known = new Set(before.map(({ id }) => id));
    return [...kept, ...rows.filter(({ id }) => !known.has(id))];
  }

  /** A sub-header is one row, whatever primary key the Model gives. */
  #subhead(entity: Entity, model: Model, before: Row | undefined): Row {
    return this.read(entity, model, before?.id ?? this.#newId(this.#givenId(entity, model)), before);
  }

  #givenId(entity: Entity, model: Model): Id {
    return toId(Object.entries(model).find(([key]) => this.#same(key, entity.primaryKey))?.[1] ?? 0);
  }

  /** The row that the Model names by its primary key. */
  #child(entity: Entity, model: Model, before: readonly Row[]): Row {
    const given = this.#givenId(entity, model);
    const named = isNewId(given) ? undefined : before.find(({ id }) => id === given);
    return this.read(entity, model, named?.id ?? this.#newId(given), named);
  }

  /** The id of a new row; the control address may bring ids of its own. */
  #newId(given: Id): Id {
    if (!this.rules.systemFields || isNewId(given)) return this.rules.store.nextId();
    this.rules.store.reserve(given);
    return given;
  }

  #fault(fieldName: string, message: string, code: number): void {
    this.faults.push({ fieldName, message, code, level: 2 });
  }
}
