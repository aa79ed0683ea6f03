/** The one table of Kingdee's forms: all that the connector knows of a form stands in its entry, and nowhere else. */
import type { Document } from '../../contract/page';
import type { SoughtKey } from '../connector';
import { Misconfigured } from '../errors';
import type { CustomerDocument } from './model/customer';
import type { OutstockDocument } from './model/outstock';
import type { StockDocument } from './model/stock';

/** What each form's Save takes. */
export type KingdeeForms = {
  BD_STOCK: StockDocument;
  BD_Customer: CustomerDocument;
  SAL_OUTSTOCK: OutstockDocument;
};

/** Form ids the connector knows. */
export type KingdeeForm = keyof KingdeeForms;

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
  /** When a document was created. */
  readonly created: string;
  /** When a document was audited; base data are not known to have a query field for it. */
  readonly audited?: string;
  /** Internal ids of the rows of its entries, by the entry's key: entries that can be read beside the head. */
  readonly entries?: Readonly<Partial<Record<Key, string>>>;
  /** How rows are read from the form; absent where it is no source. */
  readonly source?: FormSource;
}

/** What a source's query asks for. Fields stand beside their labels in Kingdee. */
export interface FormSource {
  /** Head fields that are always asked for. */
  readonly fields: Readonly<Record<string, string>>;
  /** Head fields that are asked for only where a connection's `extraFields` name them: not every site has them. */
  readonly siteFields?: Readonly<Record<string, string>>;
  /** Second names of fields, by alias: what the form's view calls them. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Entries that cost a query of their own, made only where `extraFields` name one of their fields. */
  readonly sides?: readonly SideEntry[];
  /** Makes a row of each contact of a document in place of one of the document. */
  readonly contacts?: ContactEntry;
}

/** Fields of an entry that are read beside the head: of a customer's several rows one counts. */
export interface SideEntry {
  /** Internal id of the entry's rows, as a field key. */
  readonly id: string;
  /** Flag of the row that counts; without such a row it is the first. */
  readonly preferred: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The entry of contacts. Its field keys are the connection's `contactFields`. */
export interface ContactEntry {
  /** Internal id of the entry's rows, as a field key. */
  readonly id: string;
  /** Names of the contact's members in the form's view. */
  readonly members: { readonly address: string; readonly name: string; readonly mobile: string };
}

const baseData = {
  number: 'FNumber',
  organization: 'FUseOrgId',
  ours: ['FUseOrgId', 'FCreateOrgId'],
  state: 'FDocumentStatus',
  withdrawn: { field: 'FForbidStatus', as: 'disabled' },
  created: 'FCreateDate',
} as const;

/** The published response fields of scheme 003. */
const customers = {
  fields: {
    FCUSTID: '内码',
    FNumber: '编码',
    FName: '名称',
    FShortName: '简称',
    FDescription: '描述',
    FIsTrade: '是否交易客户',
    FTRANSLEADTIME: '运输提前期',
    FInvoiceType: '发票类型',
    FADDRESS: '地址',
    FZIP: '邮编',
    FWEBSITE: '首页',
    FTEL: '电话',
    FFAX: '传真',
    FIsGroup: '集团客户',
    FIsDefPayer: '默认付款方',
    FMarginLevel: '保证金比例(%)',
    FINVOICETITLE: '发票抬头',
    FTAXREGISTERCODE: '纳税登记号',
    FINVOICEBANKNAME: '开户银行',
    FINVOICETEL: '开票联系电话',
    FINVOICEBANKACCOUNT: '银行账号',
    FINVOICEADDRESS: '开票通讯地址',
    'FUseOrgId.FName': '使用组织名称',
    'FCreateOrgId.FNumber': '创建组织',
    'FUseOrgId.FNumber': '使用组织',
    'FCustTypeId.FNumber': '客户类别',
    'FGroup.FNumber': '客户分组',
    'FSALDEPTID.FNumber': '销售部门',
    'FSELLER.FNumber': '销售员',
    'FSETTLETYPEID.FNumber': '结算方式',
    'FRECCONDITIONID.FNumber': '收款条件',
    'FDISCOUNTLISTID.FNumber': '折扣表',
    'FPRICELISTID.FNumber': '价目表',
    'FTaxType.FNumber': '税分类',
    'FCompanyClassify.FNumber': '公司类别',
    'FCompanyNature.FNumber': '公司性质',
    'FCompanyScale.FNumber': '公司规模',
    'FSUPPLIERID.FNumber': '对应供应商',
    'FGROUPCUSTID.FNumber': '对应集团客户',
    'FDefaultConsiLoc.FNumber': '默认收货地点',
    'FDefaultSettleLoc.FNumber': '默认开票地点',
    'FDefaultPayerLoc.FNumber': '默认付款地点',
    'FDefaultContact.FNumber': '默认联系人',
  },
  // The publishing tenant's own.
  siteFields: { F_FML_Combo: '', F_FML_Combo1: '', FBIZLOCNUMBER: '', FCONTACT: '' },
  aliases: { Name: 'FName', UseOrgId_Name: 'FUseOrgId.FName' },
  sides: [
    {
      id: 'FT_BD_CUSTBANK_FENTRYID',
      preferred: 'FISDEFAULT1',
      fields: {
        FBANKCODE: '银行账号',
        FACCOUNTNAME: '账户名称',
        FTextBankDetail: '网点名称',
        FOpenAddressRec: '开户行地址',
        FCNAPS: '联行号',
        FISDEFAULT1: '默认',
        'FCOUNTRY1.FNumber': '开户国家',
        'FBankTypeRec.FNumber': '收款银行',
        'FBankDetail.FNumber': '银行网点',
        'FCURRENCYID.FNumber': '币别',
      },
    },
    {
      id: 'FT_BD_CUSTLOCATION_FENTRYID',
      preferred: 'FIsDefaultConsigneeCT',
      fields: { FContactId: '联系人' },
    },
  ],
  contacts: {
    id: 'FT_BD_CUSTCONTACT_FENTRYID',
    members: {
      address: 'BD_CUSTCONTACT_ADDRESS',
      name: 'BD_CUSTCONTACT_TContact_Name',
      mobile: 'BD_CUSTCONTACT_MOBILE',
    },
  },
} as const satisfies FormSource;

/** The published response fields of scheme 004. */
const outstocks = {
  fields: {
    FID: '内码',
    FBillNo: '单据编号',
    FDate: '日期',
    FApproveDate: '审核时间',
    FDocumentStatus: '单据状态',
    'FBillTypeID.FNumber': '单据类型',
    'FSaleOrgId.FNumber': '销售组织',
    'FCustomerID.FNumber': '客户',
    'FStockOrgId.FNumber': '发货组织',
  },
} as const satisfies FormSource;

/** Every form the connector knows. `number` and `organization` must be keys of the form's document. */
export const forms = {
  BD_STOCK: { id: 'FStockId', ...baseData },
  BD_Customer: { id: 'FCUSTID', ...baseData, source: customers },
  SAL_OUTSTOCK: {
    id: 'FID',
    number: 'FBillNo',
    ours: ['FBillTypeID', 'FSaleOrgId', 'FStockOrgId'],
    state: 'FDocumentStatus',
    withdrawn: { field: 'FCancelStatus', as: 'voided' },
    created: 'FCreateDate',
    audited: 'FApproveDate',
    entries: { FEntity: 'FEntity_FENTRYID' },
    source: outstocks,
  },
} as const satisfies { readonly [F in KingdeeForm]: FormTable<keyof KingdeeForms[F] & string> };

/** Forms that rows are read from. */
export type SourceForm = {
  [F in KingdeeForm]: (typeof forms)[F] extends { readonly source: FormSource } ? F : never;
}[KingdeeForm];

/** Ids of these forms. */
export const sourceForms = (Object.keys(forms) as KingdeeForm[]).filter(
  (form): form is SourceForm => 'source' in forms[form],
);

/**
 * The table of a form.
 * @throws Misconfigured for a form the connector does not know
 */
export function formTable(form: string, operation: string): FormTable {
  if (isForm(form)) return forms[form];
  const known = Object.keys(forms).join(', ');
  throw new Misconfigured(`form ${form} is not known here; known forms: ${known}`, {
    platform: 'kingdee',
    operation,
  });
}

function isForm(form: string): form is KingdeeForm {
  return Object.hasOwn(forms, form);
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
