import type { Fault } from '../envelopes/refusal';
import { msgCode } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import { locateField, sameKey, type Entity, type Field, type Form } from '../forms/form';
import { isObject } from '../transport/data';
import { convert } from './convert';
import { follow, pickByNumber, readReference, toId, type Wanted } from './references';
import { initialValues, type Id, type Row, type Value } from './row';
import { isNewId } from './stamps';
import type { Store } from './store';

/** How a Model is applied. */
export interface ModelRules {
  readonly form: Form;
  readonly store: Store;
  readonly keyCase: 'ignore' | 'exact';
  /** NumberSearch: whether references are found by number. */
  readonly numberSearch: boolean;
  /** IsVerifyBaseDataField: a missing or disabled reference is a fault; otherwise it is silently left empty. */
  readonly verifyReferences: boolean;
  /** IsDeleteEntry: rows that the Model does not name are deleted. */
  readonly deleteEntries: boolean;
  /** NeedUpDateFields: the only keys that are changed; empty = all. */
  readonly updateOnly: readonly string[];
  /** Whether status fields and times are taken from the Model, as the control address does. */
  readonly systemFields: boolean;
  /** Working organization, to choose between records of one number. */
  readonly organization: Id;
}

/** Applies a Model to a row. Faults are collected in `faults`; the row is complete apart from them. */
export class ModelReader {
  readonly faults: Fault[] = [];

  constructor(private readonly rules: ModelRules) {}

  /** The row that the Model makes of `before`, or a new one. Keys are applied in JSON order, unknown ones ignored. */
  read(entity: Entity, model: Readonly<Record<string, unknown>>, id: Id, before?: Row): Row {
    const values = before === undefined ? initialValues(entity) : { ...before.values };
    const entries: Record<string, readonly Row[]> = { ...before?.entries };
    for (const [key, raw] of Object.entries(model)) {
      const field = this.#fieldOf(entity, key);
      const child = entity.children?.find((one) => this.#same(one.key, key));
      if (field !== undefined) this.#assign(values, field, raw, before !== undefined);
      else if (child !== undefined)
        entries[child.key] = this.#children(child, raw, before?.entries[child.key] ?? []);
      else this.#checkLevel(entity, key);
    }
    return { ...before, id, values, entries };
  }

  #same(a: string, b: string): boolean {
    return sameKey(a, b, this.rules.keyCase);
  }

  #fieldOf(entity: Entity, key: string): Field | undefined {
    return entity.fields.find((one) => this.#same(one.key, key));
  }

  #checkLevel(entity: Entity, key: string): void {
    if (this.#same(entity.primaryKey, key)) return;
    const elsewhere = locateField(this.rules.form, key, this.rules.keyCase);
    if (elsewhere === undefined) return;
    const type = entity.kind === 'head' ? 'BillHead' : entity.key;
    this.#fault(key, texts.wrongLevel(key, type), msgCode.notFound);
  }

  #assign(values: Record<string, Value>, field: Field, raw: unknown, changing: boolean): void {
    const serverOnly = field.type === 'system' || field.stamp !== undefined;
    if (serverOnly && !this.rules.systemFields) return;
    if (changing && !this.#mayUpdate(field.key)) return;
    const value = field.type === 'reference' ? this.#reference(field, raw, values) : convert(field, raw);
    if (value === undefined)
      this.#fault(field.key, texts.badValue(field.label, JSON.stringify(raw)), msgCode.validation);
    else values[field.key] = value;
  }

  #mayUpdate(...keys: readonly string[]): boolean {
    const { updateOnly } = this.rules;
    return (
      updateOnly.length === 0 ||
      updateOnly.some((one) => keys.some((key) => this.#same(one.split('.').at(-1) ?? one, key)))
    );
  }

  #reference(field: Field, raw: unknown, values: Readonly<Record<string, Value>>): Value {
    const wanted = readReference(raw, this.rules.keyCase);
    if (wanted.kind === 'none') return 0;
    if (wanted.kind === 'malformed') {
      this.#fault(field.key, texts.notDictionary(field.label), msgCode.validation);
      return 0;
    }
    const found = this.#find(field.form ?? '', wanted, values['FUseOrgId'] || this.rules.organization);
    const usable =
      found !== undefined && (!this.rules.verifyReferences || found.values['FForbidStatus'] !== 'B');
    if (usable) return found.id;
    if (this.rules.verifyReferences) {
      const name = wanted.kind === 'id' ? String(wanted.id) : wanted.number;
      this.#fault(field.key, texts.baseDataMissing(field.label, name), msgCode.validation);
    }
    return 0;
  }

  #find(
    formId: string,
    wanted: Exclude<Wanted, { kind: 'none' | 'malformed' }>,
    organization: Value,
  ): Row | undefined {
    if (wanted.kind === 'id') return follow(this.rules.store, formId, wanted.id);
    if (!this.rules.numberSearch) return undefined;
    return pickByNumber(this.rules.store.table(formId), wanted.number, organization);
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
    return [...kept, ...rows.filter(({ id }) => !before.some((row) => row.id === id))];
  }

  /** A sub-header is one row, whatever primary key the Model gives. */
  #subhead(entity: Entity, model: Readonly<Record<string, unknown>>, before: Row | undefined): Row {
    return this.read(entity, model, before?.id ?? this.rules.store.nextId(), before);
  }

  #givenId(entity: Entity, model: Readonly<Record<string, unknown>>): Id {
    return toId(Object.entries(model).find(([key]) => this.#same(key, entity.primaryKey))?.[1] ?? 0);
  }

  /** The row that the Model names by its primary key; the control address may bring ids of its own. */
  #child(entity: Entity, model: Readonly<Record<string, unknown>>, before: readonly Row[]): Row {
    const given = this.#givenId(entity, model);
    const named = before.find(({ id }) => id === given);
    const keepsId = this.rules.systemFields && !isNewId(given);
    if (keepsId) this.rules.store.reserve(given);
    return this.read(entity, model, named?.id ?? (keepsId ? given : this.rules.store.nextId()), named);
  }

  #fault(fieldName: string, message: string, code: number): void {
    this.faults.push({ fieldName, message, code, level: 2 });
  }
}
