import { wallClock } from '../clock';
import { account } from '../credentials';
import type { Field, Form } from '../forms/form';
import type { Id, Row, Value } from './row';
import type { Table } from './store';

/**
 * The document with other values, and with the form's stamps of these occasions: times set to now, users to the one user of the
 * site.
 */
export function stamped(
  form: Form,
  row: Row,
  occasions: readonly Occasion[],
  now: Date,
  values: Row['values'] = {},
): Row {
  const changed: Record<string, Value> = { ...row.values, ...values };
  const time = wallClock(now);
  for (const occasion of occasions)
    for (const { key, type } of stampsOf(form, occasion))
      changed[key] = type === 'reference' ? account.userId : time;
  return { ...row, values: changed };
}

type Occasion = NonNullable<Field['stamp']>;
const stamps = new WeakMap<Form, Readonly<Record<Occasion, readonly Field[]>>>();

function stampsOf(form: Form, occasion: Occasion): readonly Field[] {
  const known = stamps.get(form);
  if (known !== undefined) return known[occasion];
  const on = (wanted: Occasion) => form.head.fields.filter(({ stamp }) => stamp === wanted);
  const found = { create: on('create'), modify: on('modify'), audit: on('audit') };
  stamps.set(form, found);
  return found[occasion];
}

/** The same document in another state. */
export function inState(row: Row, state: string): Row {
  return withValue(row, 'FDocumentStatus', state);
}

/** The same document with one other value. */
export function withValue(row: Row, key: string, value: Value): Row {
  return { ...row, values: { ...row.values, [key]: value } };
}

/** Gives a document without a number the next free one of its form, as the server does: `CK100001`. */
export function numbered(table: Table, row: Row): Row {
  if (table.numberOf(row).trim() !== '') return row;
  for (let serial = Number(row.id); ; serial++) {
    const number = `${table.form.numberPrefix}${serial}`;
    if (table.withNumber(number).length === 0) return withValue(row, table.form.number, number);
  }
}

/** Whether an internal id means "no document yet". */
export function isNewId(id: Id): boolean {
  return id === 0 || id === '';
}
