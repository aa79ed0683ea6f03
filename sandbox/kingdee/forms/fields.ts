import type { Field } from './form';

type More = Omit<Field, 'key' | 'label' | 'type'>;

/** Makes fields of one type: a table lists its keys and labels and no more. */
const maker =
  (type: Field['type']) =>
  (key: string, label: string, more: More = {}): Field => ({ key, label, type, ...more });

/** A text in one language. */
export const text = maker('text');
/** A text in several languages. */
export const name = maker('name');
/** A quantity, price, amount or count. */
export const number = maker('number');
/** A flag. */
export const flag = maker('boolean');
/** A date or time. */
export const date = maker('date');
/** A code out of a fixed list. */
export const code = maker('enum');
/** A status that only operations change. */
export const status = maker('system');

/** A reference to a document of `form`. */
export function to(form: string, key: string, label: string, more: Omit<More, 'form'> = {}): Field {
  return { key, label, type: 'reference', form, ...more };
}
