import { wallClock } from '../clock';
import { account } from '../credentials';
import type { Field, Form } from '../forms/form';
import type { Id, Row, Value } from './row';
import type { Table } from './store';

/** Sets the form's stamps of that occasion: times to now, users to the one user of the site. */
export function stamped(form: Form, row: Row, occasion: NonNullable<Field['stamp']>, now: Date): Row {
  const fields = form.head.fields.filter(({ stamp }) => stamp === occasion);
  const stamp = ({ type }: Field): Value => (type === 'reference' ? account.userId : wallClock(now));
  const stamps = Object.fromEntries(fields.map((field) => [field.key, stamp(field)]));
  return { ...row, values: { ...row.values, ...stamps } };
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
