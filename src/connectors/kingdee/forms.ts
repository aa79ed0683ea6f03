import type { Document } from '../../contract/document';
import type { SoughtKey } from '../connector';
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
  /**
   * References that make a document with the right number the one that is meant, beside its number: the type of a bill,
   * the organizations. Another document may bear the number within another type or organization.
   */
  readonly ours: readonly Key[];
  /** Field of the document state, letters Z A B C D. */
  readonly state: string;
  /** Flag of a document that counts for nothing: A it counts, B it is voided or disabled. */
  readonly withdrawn: { readonly field: string; readonly as: 'voided' | 'disabled' };
  /** Internal ids of the rows of its entries, by the entry's key: entries that can be read beside the head. */
  readonly entries?: Readonly<Partial<Record<Key, string>>>;
}

const baseData = {
  number: 'FNumber',
  organization: 'FUseOrgId',
  ours: ['FUseOrgId', 'FCreateOrgId'],
  state: 'FDocumentStatus',
  withdrawn: { field: 'FForbidStatus', as: 'disabled' },
} as const;

/** Every form the connector knows. `number` and `organization` must be keys of the form's document. */
const forms: { readonly [F in KingdeeForm]: FormTable<keyof KingdeeForms[F] & string> } = {
  BD_STOCK: { id: 'FStockId', ...baseData },
  BD_Customer: { id: 'FCUSTID', ...baseData },
  SAL_OUTSTOCK: {
    id: 'FID',
    number: 'FBillNo',
    ours: ['FBillTypeID', 'FSaleOrgId', 'FStockOrgId'],
    state: 'FDocumentStatus',
    withdrawn: { field: 'FCancelStatus', as: 'voided' },
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
export function keyOfDocument(form: string, document: Document): SoughtKey {
  const table = formTable(form, 'keyOf');
  const number = textOf(document[table.number]);
  const ours = oursOf(table, document);
  if (table.organization === undefined) return { number, ...ours };
  const organization = numberOfReference(document[table.organization]);
  return organization === '' ? { number, ...ours } : { number, organization, ...ours };
}

function oursOf({ ours }: FormTable, document: Document): Pick<SoughtKey, 'ours'> {
  const given = ours.map((field) => [field, numberOfReference(document[field])] as const);
  const known = given.filter(([, number]) => number !== '');
  return known.length === 0 ? {} : { ours: Object.fromEntries(known) };
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
