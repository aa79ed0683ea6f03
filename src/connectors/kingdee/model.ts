/**
 * What mappings may know of Kingdee: the documents its forms take and the rows its queries give. Types only.
 *
 * Keys of documents are Save keys, with the vendor's own spelling and casing. A document never carries the form's primary
 * key: the connector only creates, and a primary key would overwrite the record that has it.
 */
import type { CustomerDocument } from './model/customer';
import type { OutstockDocument } from './model/outstock';
import type { CustomerContactRow, OutstockBillRow } from './model/rows';
import type { StockDocument } from './model/stock';

export type { DocumentReference } from '../../contract/document';
export type { CustomerContact, CustomerDocument } from './model/customer';
export type { OutstockDocument, OutstockFinance, OutstockLine } from './model/outstock';
export type { Reference } from './model/reference';
export type { CustomerContactRow, OutstockBillRow } from './model/rows';
export type { StockDocument, StockFlexItem } from './model/stock';

/** Documents by form id: what each form's Save takes. A later form is one more line here and in the form table. */
export type KingdeeForms = {
  BD_STOCK: StockDocument;
  BD_Customer: CustomerDocument;
  SAL_OUTSTOCK: OutstockDocument;
};

/** Form ids the connector knows. */
export type KingdeeForm = keyof KingdeeForms;

/** Parameters of `ExecuteBillQuery`; the reader says which of them it sets itself. */
type QueryParameter = 'FormId' | 'FieldKeys' | 'FilterString' | 'Limit' | 'StartRow' | 'TopRowCount';

/** Queries that rows can be read from, as `ExecuteBillQuery/<form>`: parameter names and row. */
export type KingdeeQueries = {
  'ExecuteBillQuery/BD_Customer': { readonly request: QueryParameter; readonly row: CustomerContactRow };
  'ExecuteBillQuery/SAL_OUTSTOCK': { readonly request: QueryParameter; readonly row: OutstockBillRow };
};
