/** What a field holds; `name` is text in several languages, `reference` the internal id of another form's document. */
export type FieldType = 'text' | 'name' | 'number' | 'boolean' | 'date' | 'enum' | 'reference' | 'system';

/** A field of a form, as QueryBusinessInfo describes it. */
export interface Field {
  /** Key in Save and queries, e.g. `FUseOrgId`. */
  readonly key: string;
  readonly label: string;
  readonly type: FieldType;
  /** MustInput. */
  readonly must?: boolean;
  /** The form a reference points to (LookUpObjectFormId). */
  readonly form?: string;
  /** Head key of the organization whose record is meant where a number is in several; without it `FUseOrgId`. */
  readonly within?: string;
  /** Number that a new document's reference gets when the Model does not name the key. */
  readonly byDefault?: string;
  /** ORM property, the name in View; without it the key less its `F`. */
  readonly orm?: string;
  /** Value of a new row; without it `''`, 0, false or null by type. */
  readonly initial?: string | number | boolean;
  /** How queries show the empty text; without it one space. */
  readonly emptyAs?: '' | ' ';
  /** Set by the server alone, to the time or the user: at creation, at every change, at audit. */
  readonly stamp?: 'create' | 'modify' | 'audit';
}

/** A level of a form: its head, a sub-header (one row) or an entry (many rows). */
export interface Entity {
  /** Key in Save, e.g. `FStockFlexItem`; `FBillHead` for the head. */
  readonly key: string;
  readonly label: string;
  readonly kind: 'head' | 'subhead' | 'entry';
  /** ORM name, the key of its rows in View. */
  readonly orm: string;
  /** Key of the internal id, e.g. `FStockId`, `FENTRYID`. */
  readonly primaryKey: string;
  readonly fields: readonly Field[];
  readonly children?: readonly Entity[];
  /** Whether an entry must have a row. */
  readonly must?: boolean;
}

/** A business object: all that the engine knows of it. A new form is a new table of this type. */
export interface Form {
  /** FormId, e.g. `BD_STOCK`. */
  readonly id: string;
  readonly label: string;
  /** Key of its number: `FNumber` for base data, `FBillNo` for bills. */
  readonly number: string;
  /** Begins the numbers that the server gives. */
  readonly numberPrefix: string;
  /** Key of the organization inside which numbers are unique; without it they are unique in the whole site. */
  readonly uniqueWithin?: string;
  readonly head: Entity;
}

/** A field, with the entities from the head down to the one that holds it. */
export interface Located {
  readonly field: Field;
  readonly path: readonly Entity[];
}

/** All entities below and with this one, each with its path from the head. */
export function entityPaths(head: Entity): readonly (readonly Entity[])[] {
  const below = (path: readonly Entity[], entity: Entity): (readonly Entity[])[] => {
    const own = [...path, entity];
    return [own, ...(entity.children ?? []).flatMap((child) => below(own, child))];
  };
  return below([], head);
}

/** Whether two keys name the same thing under the site's `keyCase`. */
export function sameKey(a: string, b: string, keyCase: 'ignore' | 'exact'): boolean {
  return a === b || (keyCase === 'ignore' && a.toLowerCase() === b.toLowerCase());
}

interface KeyIndex {
  readonly exact: ReadonlyMap<string, Field>;
  readonly folded: ReadonlyMap<string, Field>;
}

/** Bills have dozens of fields and thousands of rows: keys are looked up, not searched. */
const indexes = new WeakMap<Entity, KeyIndex>();

function indexOf(entity: Entity): KeyIndex {
  const known = indexes.get(entity);
  if (known !== undefined) return known;
  const byKey = (fold: (key: string) => string) =>
    new Map(entity.fields.toReversed().map((field) => [fold(field.key), field]));
  const index = { exact: byKey((key) => key), folded: byKey((key) => key.toLowerCase()) };
  indexes.set(entity, index);
  return index;
}

/** The field of that key on this level. */
export function fieldNamed(entity: Entity, key: string, keyCase: 'ignore' | 'exact'): Field | undefined {
  const { exact, folded } = indexOf(entity);
  return exact.get(key) ?? (keyCase === 'ignore' ? folded.get(key.toLowerCase()) : undefined);
}

/** Finds a field of the form by key, on any level. */
export function locateField(form: Form, key: string, keyCase: 'ignore' | 'exact'): Located | undefined {
  for (const path of entityPaths(form.head)) {
    const entity = path.at(-1);
    const field = entity && fieldNamed(entity, key, keyCase);
    if (field !== undefined) return { field, path };
  }
  return undefined;
}

/** The name under which View shows a field. */
export function ormName(field: Field): string {
  return field.orm ?? field.key.replace(/^F/, '');
}
