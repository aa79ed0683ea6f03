/** Compiled by `types.test.ts`: each line under `@ts-expect-error` must not compile. */
import type { WarehouseRow } from '../../src/connectors/jushuitan/model';
import type { DocumentReference, OutstockBillRow, StockDocument } from '../../src/connectors/kingdee/model';
import type { MappingContext } from '../../src/mappings/cell';
import { defineMapping } from '../../src/mappings/mapping';

const organization = { label: '组织', reference: '{{parameters.organization}}' } as const;
const required = {
  FName: { label: '名称', value: '{{name}}' },
  FNumber: { label: '编码', value: '{{wms_co_id}}' },
  FCreateOrgId: organization,
  FUseOrgId: organization,
} as const;
const cells = {
  twoFields: { label: '地址', value: '{{name}} {{co_id}}' },
  unknownField: { label: '地址', value: '{{nmae}}' },
  unknownParameter: { label: '地址', value: '{{parameters.group}}' },
} as const;
const define = defineMapping<WarehouseRow, StockDocument, 'organization'>();

define({ key: 'FNumber', fields: required });
define({ key: 'FNumber', fields: { ...required, FAddress: cells.twoFields } });

// @ts-expect-error a template that names a field the source row does not have
define({ key: 'FNumber', fields: { ...required, FAddress: cells.unknownField } });

// @ts-expect-error a parameter that the mapping does not declare
define({ key: 'FNumber', fields: { ...required, FAddress: cells.unknownParameter } });

// @ts-expect-error a key that the target form does not know
define({ key: 'FNumber', fields: { ...required, FAdress: cells.twoFields } });

// @ts-expect-error a business key that is not among the fields
define({ key: 'FBillNo', fields: required });

const { FName: _left, ...withoutName } = required;
// @ts-expect-error a required key of the form left out
define({ key: 'FNumber', fields: withoutName });

/** Sub-headers, lines and functions. */
interface Line {
  readonly sku?: string;
  readonly pieces: number;
}
interface Sale {
  readonly id: string;
  readonly shop?: string;
  readonly items?: readonly Line[];
}
type Bill = Readonly<{
  FBillNo: string;
  FType?: Readonly<{ FNUMBER: string }>;
  FFree?: boolean;
  SubHead: Readonly<{ FCurrency: { FNumber: string }; FRate?: number }>;
  FEntity: readonly Readonly<{ FMaterialID: { FNumber: string }; FQty: number; FNote?: string }>[];
}>;
type SaleContext = MappingContext<Sale, 'currency', 'shops'>;

const bills = defineMapping<Sale, Bill, 'currency', 'shops'>();
const codeTables = { shops: { label: '店铺' } } as const;
const currency = { label: '币别', reference: '{{parameters.currency}}' } as const;
const material = { label: '物料', reference: '{{sku}}' } as const;
const pieces = ({ pieces }: Line, { header, parameters, codeTables }: SaleContext) =>
  header.id && parameters.currency && codeTables.shops ? pieces : undefined;
const quantity = { label: '数量', value: pieces, from: '{{pieces}}' } as const;
const lines = {
  label: '明细',
  lines: 'items',
  fields: {
    FMaterialID: material,
    FQty: quantity,
    FNote: { label: '备注', value: '{{header.shop}} {{sku}}' },
  },
} as const;
const head = {
  FBillNo: { label: '编号', value: '{{id}}' },
  SubHead: { label: '财务', fields: { FCurrency: currency } },
} as const;
const whole = { ...head, FEntity: lines } as const;
const key = 'FBillNo';

bills({ key, codeTables, fields: whole });
const saleLines = ({ items = [] }: Sale) => items;
bills({ key, codeTables, fields: { ...head, FEntity: { ...lines, lines: saleLines, from: '{{items}}' } } });
bills({
  key,
  codeTables,
  fields: { ...whole, FType: { label: '类型', reference: '{{id}}', inner: 'FNUMBER' } },
});

const withTable = { key, codeTables } as const;
const inLines = <const F extends object>(fields: F) =>
  ({ ...head, FEntity: { label: '明细', lines: 'items', fields } }) as const;
const withQuantity = <const C extends object>(FQty: C) => inLines({ FMaterialID: material, FQty });
const withNote = <const T extends string>(value: T) =>
  inLines({ FMaterialID: material, FQty: quantity, FNote: { label: '备注', value } });
const withSubHead = <const F extends object>(fields: F) =>
  ({ ...whole, SubHead: { label: '财务', fields } }) as const;

bills({ ...withTable, fields: withQuantity(quantity) });
bills({ ...withTable, fields: withNote('{{header.shop}} {{sku}}') });
bills({ ...withTable, fields: withSubHead({ FCurrency: currency }) });

const compared = { ...quantity, compare: true } as const;
bills({ ...withTable, fields: withQuantity(compared) });
bills({ ...withTable, fields: withQuantity({ ...quantity, compare: 'amount' }) });
bills({ ...withTable, fields: withSubHead({ FCurrency: { ...currency, compare: true } }) });

// @ts-expect-error a precision that does not exist
bills({ ...withTable, fields: withQuantity({ ...quantity, compare: 'fen' }) });

bills({
  ...withTable,
  fields: withQuantity({ ...quantity, note: { when: { currency: '' }, en: '', zh: '' } }),
});

// @ts-expect-error a note that names a parameter that the mapping does not have
bills({ ...withTable, fields: withQuantity({ ...quantity, note: { when: { rate: '' }, en: '', zh: '' } }) });

bills({ ...withTable, fields: withQuantity({ ...quantity, personal: { when: { currency: '' } } }) });
// @ts-expect-error a mark that names a parameter that the mapping does not have
bills({ ...withTable, fields: withQuantity({ ...quantity, personal: { when: { rate: '' } } }) });

// @ts-expect-error code tables that are not declared
bills({ key, fields: whole });

// @ts-expect-error a table under another name
bills({ key, codeTables: { shop: { label: '店铺' } }, fields: whole });

// @ts-expect-error a template in a line that names a field the line does not have
bills({ ...withTable, fields: withNote('{{skuu}}') });

// @ts-expect-error a template in a line that names a field the header does not have
bills({ ...withTable, fields: withNote('{{header.shopp}}') });

// @ts-expect-error the header's prefix outside lines
bills({ ...withTable, fields: { ...whole, FBillNo: { label: '', value: '{{header.id}}' } } });

// @ts-expect-error a key that the form's lines do not know
bills({ ...withTable, fields: inLines({ ...lines.fields, FNotes: { label: '', value: '' } }) });

// @ts-expect-error a required key of the form's lines left out
bills({ ...withTable, fields: inLines({ FMaterialID: material }) });

// @ts-expect-error a list that the row does not have
bills({ ...withTable, fields: { ...head, FEntity: { ...lines, lines: 'item' } } });

// @ts-expect-error a field of the row that is no list
bills({ ...withTable, fields: { ...head, FEntity: { ...lines, lines: 'shop' } } });

// @ts-expect-error a key that the sub-header does not know
bills({ ...withTable, fields: withSubHead({ FCurrency: currency, FTax: currency }) });

// @ts-expect-error a required key of the sub-header left out
bills({ ...withTable, fields: withSubHead({}) });

// @ts-expect-error lines left out
bills({ ...withTable, fields: head });

// @ts-expect-error a text for a field that takes a number
bills({ ...withTable, fields: withQuantity({ label: '', value: '{{pieces}}' }) });

// @ts-expect-error a constant of another type
bills({ ...withTable, fields: { ...whole, FFree: { label: '', value: 'true' } } });

// @ts-expect-error a reference for a field that takes a text
bills({ ...withTable, fields: { ...whole, FBillNo: { label: '', reference: '{{id}}' } } });

// @ts-expect-error an inner key that the form spells otherwise
bills({ ...withTable, fields: { ...whole, FType: { label: '', reference: '{{id}}' } } });

const ofOtherRow = ({ sku }: { readonly sku: number }) => sku;
// @ts-expect-error a function that reads another row
bills({ ...withTable, fields: withQuantity({ label: '', value: ofOtherRow, from: '' }) });

const asText = (line: Line) => String(line.pieces);
// @ts-expect-error a function that gives what the field does not take
bills({ ...withTable, fields: withQuantity({ label: '', value: asText, from: '' }) });

const ofOtherParameter = (_: Line, { parameters }: { readonly parameters: { readonly rate: string } }) =>
  Number(parameters.rate);
// @ts-expect-error a function that takes a parameter that the mapping does not declare
bills({ ...withTable, fields: withQuantity({ label: '', value: ofOtherParameter, from: '' }) });

// @ts-expect-error a function without what its value is made from
bills({ ...withTable, fields: withQuantity({ label: '', value: pieces }) });

// @ts-expect-error a function said to be made from a field that the line does not have
bills({ ...withTable, fields: withQuantity({ label: '', value: pieces, from: '{{piece}}' }) });

const audits = defineMapping<OutstockBillRow, DocumentReference>();
const ids = { label: '', value: '{{FID}}', required: true } as const;
audits({ key: 'Numbers', fields: { Ids: ids, Numbers: { label: '', value: '{{FBillNo}}' } } });

// @ts-expect-error a field of the form that its query does not ask for
audits({ key: 'Numbers', fields: { Ids: ids, Numbers: { label: '', value: '{{FNote}}' } } });
