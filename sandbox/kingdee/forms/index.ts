import { baseData } from './base-data';
import { customer } from './customer';
import type { Form } from './form';
import { outstock } from './outstock';
import { plain } from './plain';
import { stock } from './stock';

/** All forms of the site; to add one, write its table and list it here. */
export const forms: readonly Form[] = [stock, customer, outstock, ...plain.map(baseData)];

const byId = new Map(forms.map((form) => [form.id.toLowerCase(), form]));

/** The form of that FormId, in any case; `undefined` when the site has none. */
export function findForm(id: string): Form | undefined {
  return byId.get(id.toLowerCase());
}
