import { namedMethods } from '../rows';
import type { KingdeeForm, KingdeeQueries } from './model';

/** Fields of an entry that are read beside the head: of a customer's several rows one counts. */
export interface SideEntry {
  /** Internal id of the entry's rows, as a field key. */
  readonly id: string;
  /** Flag of the row that counts; without such a row it is the first. */
  readonly preferred: string;
  readonly fields: readonly string[];
}

/** A query that rows are read from. */
export interface QueryMethod {
  readonly name: string;
  readonly form: Extract<KingdeeForm, 'BD_Customer' | 'SAL_OUTSTOCK'>;
  /** Head fields that are asked for; a site's own fields come on top from `extraFields`. */
  readonly fields: readonly string[];
  /** Second names of fields, by alias: what the form's view calls them. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Entries that cost a query of their own, made only where `extraFields` name one of their fields. */
  readonly sides: readonly SideEntry[];
  /** Whether a row is one contact of the document rather than the document. */
  readonly byContact: boolean;
}

const numberOf = (references: string) => references.split(' ').map((key) => `${key}.FNumber`);

const customerFields = [
  ...'FCUSTID FNumber FName FShortName FDescription FIsTrade FTRANSLEADTIME FInvoiceType'.split(' '),
  ...'FADDRESS FZIP FWEBSITE FTEL FFAX FIsGroup FIsDefPayer FMarginLevel'.split(' '),
  ...'FINVOICETITLE FTAXREGISTERCODE FINVOICEBANKNAME FINVOICETEL FINVOICEBANKACCOUNT'.split(' '),
  'FINVOICEADDRESS',
  'FUseOrgId.FName',
  ...numberOf('FCreateOrgId FUseOrgId FCustTypeId FGroup FSALDEPTID FSELLER FSETTLETYPEID FRECCONDITIONID'),
  ...numberOf('FDISCOUNTLISTID FPRICELISTID FTaxType FCompanyClassify FCompanyNature FCompanyScale'),
  ...numberOf('FSUPPLIERID FGROUPCUSTID FDefaultConsiLoc FDefaultSettleLoc FDefaultPayerLoc FDefaultContact'),
];

const bankAccount: SideEntry = {
  id: 'FT_BD_CUSTBANK_FENTRYID',
  preferred: 'FISDEFAULT1',
  fields: [
    ...'FBANKCODE FACCOUNTNAME FTextBankDetail FOpenAddressRec FCNAPS FISDEFAULT1'.split(' '),
    ...numberOf('FCOUNTRY1 FBankTypeRec FBankDetail FCURRENCYID'),
  ],
};

const contactPerson: SideEntry = {
  id: 'FT_BD_CUSTLOCATION_FENTRYID',
  preferred: 'FIsDefaultConsigneeCT',
  fields: ['FContactId'],
};

const outstockFields = [
  ...'FID FBillNo FDate FApproveDate FDocumentStatus'.split(' '),
  ...numberOf('FBillTypeID FSaleOrgId FCustomerID FStockOrgId'),
];

const table: Readonly<Record<keyof KingdeeQueries, Omit<QueryMethod, 'name'>>> = {
  'ExecuteBillQuery/BD_Customer': {
    form: 'BD_Customer',
    fields: customerFields,
    aliases: { Name: 'FName', UseOrgId_Name: 'FUseOrgId.FName' },
    sides: [bankAccount, contactPerson],
    byContact: true,
  },
  'ExecuteBillQuery/SAL_OUTSTOCK': {
    form: 'SAL_OUTSTOCK',
    fields: outstockFields,
    aliases: {},
    sides: [],
    byContact: false,
  },
};

/** All queries by name: the published response fields of schemes 003 and 004. */
export const queryMethods: ReadonlyMap<string, QueryMethod> = namedMethods(table);
