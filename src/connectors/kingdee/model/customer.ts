import type { Reference } from './stock';

/** One row of a customer's addresses and contacts (`FT_BD_CUSTCONTACT`). */
export type CustomerContact = Readonly<{
  FNUMBER1?: string;
  FNAME1?: string;
  FADDRESS1?: string;
  FTRANSLEADTIME1?: number;
  FMOBILE?: string;
  FIsDefaultConsignee?: boolean;
  FIsDefaultSettle?: boolean;
  FIsDefaultPayer?: boolean;
  FIsUsed?: boolean;
}>;

type BankAccount = Readonly<{
  FCOUNTRY1?: Reference;
  FBANKCODE?: string;
  FACCOUNTNAME?: string;
  FOPENBANKNAME?: string;
  FBankTypeRec?: Reference;
  FOpenAddressRec?: string;
  FCNAPS?: string;
  FCURRENCYID?: Reference;
  FISDEFAULT1?: boolean;
}>;

type CustomerExtension = Readonly<{
  FEnableSL?: boolean;
  FFreezeLimit?: string;
  FFreezeOperator?: Readonly<{ FUserID: string }>;
  FFreezeDate?: string;
  FPROVINCE?: Reference;
  FCITY?: Reference;
  /** The template spells this inner key in capitals. */
  FDefaultConsiLoc?: Readonly<{ FNUMBER: string }>;
  FDefaultSettleLoc?: Reference;
  FDefaultPayerLoc?: Reference;
  FDefaultContact?: Reference;
  FMarginLevel?: number;
  FDebitCard?: Reference;
  FALLOWJOINZHJ?: boolean;
}>;

/**
 * Customer (客户), form `BD_Customer`; numbers are unique within `FUseOrgId`. Sites were also seen to require
 * `FTRADINGCURRID`; the published scheme does without.
 * Source: field list of the vendor's form documentation, as quoted by published clients, in its casing.
 */
export type CustomerDocument = Readonly<{
  /** 客户编码, unique within `FUseOrgId`. */
  FNumber: string;
  /** 客户名称. */
  FName: string;
  /** 创建组织. */
  FCreateOrgId: Reference;
  /** 使用组织. */
  FUseOrgId: Reference;
  /** 描述. */
  FDescription?: string;
  /** 结算币别: `PRE001` CNY. */
  FTRADINGCURRID?: Reference;
  /** 客户类别: `KHLB001_SYS`. */
  FCustTypeId?: Reference;
  /** 发票类型: `1`. */
  FInvoiceType?: string;
  /** 税分类: `SFL02_SYS`. */
  FTaxType?: Reference;
  /** 默认税率: `SL02_SYS`. */
  FTaxRate?: Reference;
  FShortName?: string;
  FCOUNTRY?: Reference;
  FPROVINCIAL?: Reference;
  FADDRESS?: string;
  FZIP?: string;
  FWEBSITE?: string;
  FTEL?: string;
  FFAX?: string;
  FTAXREGISTERCODE?: string;
  FSOCIALCRECODE?: string;
  FCompanyClassify?: Reference;
  FCompanyNature?: Reference;
  FCompanyScale?: Reference;
  FINVOICETITLE?: string;
  FINVOICEBANKNAME?: string;
  FINVOICEBANKACCOUNT?: string;
  FINVOICEADDRESS?: string;
  FINVOICETEL?: string;
  FSUPPLIERID?: Reference;
  FGROUPCUSTID?: Reference;
  FIsGroup?: boolean;
  FIsDefPayer?: boolean;
  FGroup?: Reference;
  FCorrespondOrgId?: Reference;
  FSALDEPTID?: Reference;
  FSALGROUPID?: Reference;
  FSELLER?: Reference;
  FSETTLETYPEID?: Reference;
  FRECCONDITIONID?: Reference;
  FPRICELISTID?: Reference;
  FDISCOUNTLISTID?: Reference;
  FTRANSLEADTIME?: number;
  FPriority?: number;
  FRECEIVECURRID?: Reference;
  FISCREDITCHECK?: boolean;
  FIsTrade?: boolean;
  FT_BD_CUSTOMEREXT?: CustomerExtension;
  FT_BD_CUSTLOCATION?: readonly Readonly<{ FContactId?: Reference; FIsDefaultConsigneeCT?: boolean }>[];
  FT_BD_CUSTBANK?: readonly BankAccount[];
  FT_BD_CUSTCONTACT?: readonly CustomerContact[];
  FT_BD_CUSTORDERORG?: readonly Readonly<{ FOrderOrgId?: Reference; FIsDefaultOrderOrg?: boolean }>[];
}>;
