import type { Entity, Field } from '../forms/form';

/** Internal id: a number, or a 32-character string for a few system forms. */
export type Id = number | string;

/** A stored value: dates as ISO text without a zone, references as the internal id (0 = none). */
export type Value = string | number | boolean | null;

/** A row of a head, sub-header or entry; rows are never changed in place. */
export interface Row {
  readonly id: Id;
  readonly values: Readonly<Record<string, Value>>;
  /** Rows of the child entities by entity key. */
  readonly entries: Readonly<Record<string, readonly Row[]>>;
  /** Whether a document was ever audited. */
  readonly everAudited?: boolean;
}

const empty = {
  text: '',
  name: '',
  enum: '',
  system: '',
  number: 0,
  boolean: false,
  date: null,
  reference: 0,
} as const;

/** The value of a field that nobody set. */
export function emptyValue(field: Field): Value {
  return field.initial ?? empty[field.type];
}

const initial = new WeakMap<Entity, Readonly<Record<string, Value>>>();

/** The values of a new row. */
export function initialValues(entity: Entity): Record<string, Value> {
  const known = initial.get(entity);
  if (known !== undefined) return { ...known };
  const values = compact(Object.fromEntries(entity.fields.map((field) => [field.key, emptyValue(field)])));
  initial.set(entity, values);
  return { ...values };
}

/**
 * The same values in the engine's compact form: an object that is filled key by key becomes a hash table beyond a dozen keys, which
 * each copy inherits; all documents of a form are copies of these values, several each time they are saved.
 */
function compact<T extends Readonly<Record<string, Value>>>(values: T): T {
  return JSON.parse(JSON.stringify(values)) as T;
}

/** Whether a required field counts as not filled in; a number is always filled in. */
export function isMissing(field: Field, value: Value | undefined): boolean {
  if (value === undefined || value === null) return true;
  return field.type === 'reference' ? value === 0 : typeof value === 'string' && value.trim() === '';
}
