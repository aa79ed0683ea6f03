/**
 * What mappings may know of Kingdee: the documents its forms take and the rows its queries give. Types only.
 *
 * Keys of documents are Save keys, with the vendor's own spelling and casing. A document never carries the form's primary
 * key: the connector only creates, and a primary key would overwrite the record that has it.
 */
import type { ContactEntry, FormSource, forms, SideEntry, SourceForm } from './forms';

export type { DocumentReference } from '../../contract/page';
export type { KingdeeForm, KingdeeForms } from './forms';
export type { CustomerContact, CustomerDocument } from './model/customer';
export type { OutstockDocument, OutstockFinance, OutstockLine } from './model/outstock';
export type { Reference } from './model/stock';
export type { StockDocument, StockFlexItem } from './model/stock';

/** Parameters of `ExecuteBillQuery`; the reader says which of them it sets itself. */
type QueryParameter = 'FormId' | 'FieldKeys' | 'FilterString' | 'Limit' | 'StartRow' | 'TopRowCount';

/** Queries that rows can be read from, as `ExecuteBillQuery/<form>`: parameter names and row. */
export type KingdeeQueries = {
  [F in SourceForm as `ExecuteBillQuery/${F}`]: { readonly request: QueryParameter; readonly row: RowOf<F> };
};

/**
 * One contact row of a customer, form `BD_Customer` (scheme 003). A customer without contacts is one row without the
 * contact's members. Fields of its sides and the site's own are there only where the connection's `extraFields` name them.
 */
export type CustomerContactRow = RowOf<'BD_Customer'>;

/** One bill, form `SAL_OUTSTOCK` (scheme 004). */
export type OutstockBillRow = RowOf<'SAL_OUTSTOCK'>;

/**
 * Row of `ExecuteBillQuery`: trimmed text, numbers and flags in JSON's spelling (`133`, `true`), absent where Kingdee holds
 * nothing. Its members are what the form's entry says is asked for and nothing else, so that a template cannot name a field
 * that nobody asks for. Dots of field keys are underscores, as published.
 */
type RowOf<F extends SourceForm> = Flat<
  { readonly [K in (typeof forms)[F]['id' | 'number']]: string } & {
    readonly [K in Published<FieldOf<(typeof forms)[F]['source']>>]?: string;
  } & ContactOf<(typeof forms)[F]['source']>
>;

/** Fields that a source may ask for, and their aliases. */
type FieldOf<S extends FormSource> =
  | KeyOf<S['fields']>
  | (S extends { readonly siteFields: infer T } ? KeyOf<T> : never)
  | (S extends { readonly aliases: infer T } ? KeyOf<T> : never)
  | (S extends { readonly sides: readonly (infer T extends SideEntry)[] } ? SideFieldOf<T> : never);

type SideFieldOf<T extends SideEntry> = T extends SideEntry ? KeyOf<T['fields']> : never;

/** Members of a contact: its own, its internal id, and its running number within the document from 1. */
type ContactOf<S> = S extends { readonly contacts: infer C extends ContactEntry }
  ? { readonly [K in C['id'] | (C['members'][keyof C['members']] & string)]?: string } & {
      readonly bfn_num: string;
    }
  : unknown;

type Published<Key extends string> = Key extends `${infer Field}.${infer Inner}` ? `${Field}_${Inner}` : Key;
type KeyOf<T> = keyof T & string;
type Flat<T> = { [K in keyof T]: T[K] };
