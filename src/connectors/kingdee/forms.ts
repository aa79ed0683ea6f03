import type { Document, DocumentKey } from '../connector';
import { Misconfigured } from '../errors';
import type { KingdeeForm, KingdeeForms } from './model';

/** Where a form keeps what every document has. Field keys as `ExecuteBillQuery` and Save take them. */
export interface FormTable<Key extends string = string> {
  /** Primary key field; Kingdee's base data have no `FID`. */
  readonly id: string;
  /** Business key field: `FNumber` or `FBillNo`. */
  readonly number: Key;
  /** Organization whose key space the number belongs to; absent where numbers are unique in the whole account set. */
  readonly organization?: Key;
  /** Field of the document state, letters Z A B C D. */
  readonly state: string;
  /** Internal ids of the rows of its entries, by the entry's key: entries that can be read beside the head. */
  readonly entries?: Readonly<Partial<Record<Key, string>>>;
}

/** Every form the connector knows. `number` and `organization` must be keys of the form's document. */
const forms: { readonly [F in KingdeeForm]: FormTable<keyof KingdeeForms[F] & string> } = {
  BD_STOCK: { id: 'FStockId', number: 'FNumber', organization: 'FUseOrgId', state: 'FDocumentStatus' },
  BD_Customer: { id: 'FCUSTID', number: 'FNumber', organization: 'FUseOrgId', state: 'FDocumentStatus' },
  SAL_OUTSTOCK: {
    id: 'FID',
    number: 'FBillNo',
    state: 'FDocumentStatus',
    entries: { FEntity: 'FEntity_FENTRYID' },
  },
};

/**
 * The table of a form.
 * @throws Misconfigured for a form the connector does not know
 */
export function formTable(form: string, operation: string): FormTable {
  if (Object.hasOwn(forms, form)) return forms[form as KingdeeForm];
  const known = Object.keys(forms).join(', ');
  throw new Misconfigured(`form ${form} is not known here; known forms: ${known}`, {
    platform: 'kingdee',
    operation,
  });
}

/**
 * Business key of a document in Save's wire shape; `number` is empty when the document has none.
 * @throws Misconfigured for a form the connector does not know
 */
export function keyOfDocument(form: string, document: Document): DocumentKey {
  const table = formTable(form, 'keyOf');
  const number = textOf(document[table.number]);
  if (table.organization === undefined) return { number };
  const organization = numberOfReference(document[table.organization]);
  return organization === '' ? { number } : { number, organization };
}

/** Templates spell the inner key `FNumber` or `FNUMBER`, and give numbers as text or as JSON numbers. */
function numberOfReference(reference: unknown): string {
  if (typeof reference !== 'object' || reference === null) return textOf(reference);
  const entry = Object.entries(reference).find(([key]) => key.toLowerCase() === 'fnumber');
  return textOf(entry?.[1]);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
