/**
 * Rows of `ExecuteBillQuery`: trimmed text, numbers and flags in JSON's spelling (`133`, `true`), absent where Kingdee
 * holds nothing or the field was not asked for. Field keys with their dots as underscores, as published.
 */

/**
 * One contact row of a customer, form `BD_Customer` (scheme 003). A customer without contacts is one row without the
 * contact's members. `FCUSTID` to `FMarginLevel` without the bank account are asked for by default; the bank account
 * (`FCOUNTRY1_FNumber` to `FISDEFAULT1`), `FContactId`, `FBIZLOCNUMBER`, `FCONTACT` and the tenant's own `F_FML_*` only
 * where the connection's `extraFields` name them.
 */
export type CustomerContactRow = Readonly<{
  FCUSTID: string;
  /** 编码, unique within the use organization. */
  FNumber: string;
  /** 名称. */
  FName?: string;
  /** 使用组织. */
  FUseOrgId_FNumber?: string;
  /** 名称 under its name in the view, `FName`. */
  Name?: string;
  /** Name of the use organization, `FUseOrgId.FName`. */
  UseOrgId_Name?: string;
  /** Address of the contact row. */
  BD_CUSTCONTACT_ADDRESS?: string;
  /** Name of the contact row's contact. */
  BD_CUSTCONTACT_TContact_Name?: string;
  /** Phone of the contact row. */
  BD_CUSTCONTACT_MOBILE?: string;
  /** Running number of the row within its customer, from 1, in the order of the contact rows' ids. */
  bfn_num: string;
  /** Internal id of the contact row: unlike `bfn_num` it never passes on to another contact. */
  FT_BD_CUSTCONTACT_FENTRYID?: string;
  /** 创建组织. */
  FCreateOrgId_FNumber?: string;
  /** 描述. */
  FDescription?: string;
  /** 是否交易客户. */
  FIsTrade?: string;
  /** 客户类别. */
  FCustTypeId_FNumber?: string;
  /** 客户分组. */
  FGroup_FNumber?: string;
  /** 销售部门. */
  FSALDEPTID_FNumber?: string;
  /** 销售员. */
  FSELLER_FNumber?: string;
  /** 结算方式. */
  FSETTLETYPEID_FNumber?: string;
  /** 收款条件. */
  FRECCONDITIONID_FNumber?: string;
  /** 折扣表. */
  FDISCOUNTLISTID_FNumber?: string;
  /** 价目表. */
  FPRICELISTID_FNumber?: string;
  /** 运输提前期. */
  FTRANSLEADTIME?: string;
  /** 发票类型. */
  FInvoiceType?: string;
  /** 税分类. */
  FTaxType_FNumber?: string;
  /** 简称. */
  FShortName?: string;
  /** 地址. */
  FADDRESS?: string;
  /** 邮编. */
  FZIP?: string;
  /** 首页. */
  FWEBSITE?: string;
  /** 电话. */
  FTEL?: string;
  /** 传真. */
  FFAX?: string;
  /** 公司类别. */
  FCompanyClassify_FNumber?: string;
  /** 公司性质. */
  FCompanyNature_FNumber?: string;
  /** 公司规模. */
  FCompanyScale_FNumber?: string;
  /** 发票抬头. */
  FINVOICETITLE?: string;
  /** 纳税登记号. */
  FTAXREGISTERCODE?: string;
  /** 开户银行. */
  FINVOICEBANKNAME?: string;
  /** 开票联系电话. */
  FINVOICETEL?: string;
  /** 银行账号. */
  FINVOICEBANKACCOUNT?: string;
  /** 开票通讯地址. */
  FINVOICEADDRESS?: string;
  /** 对应供应商. */
  FSUPPLIERID_FNumber?: string;
  /** 集团客户. */
  FIsGroup?: string;
  /** 默认付款方. */
  FIsDefPayer?: string;
  /** 对应集团客户. */
  FGROUPCUSTID_FNumber?: string;
  /** 开户国家. */
  FCOUNTRY1_FNumber?: string;
  /** 银行账号. */
  FBANKCODE?: string;
  /** 账户名称. */
  FACCOUNTNAME?: string;
  /** 收款银行. */
  FBankTypeRec_FNumber?: string;
  /** 网点名称. */
  FTextBankDetail?: string;
  /** 银行网点. */
  FBankDetail_FNumber?: string;
  /** 开户行地址. */
  FOpenAddressRec?: string;
  /** 联行号. */
  FCNAPS?: string;
  /** 币别. */
  FCURRENCYID_FNumber?: string;
  /** 默认. */
  FISDEFAULT1?: string;
  /** 默认收货地点. */
  FDefaultConsiLoc_FNumber?: string;
  /** 默认开票地点. */
  FDefaultSettleLoc_FNumber?: string;
  /** 默认付款地点. */
  FDefaultPayerLoc_FNumber?: string;
  /** 默认联系人. */
  FDefaultContact_FNumber?: string;
  /** 保证金比例(%). */
  FMarginLevel?: string;
  F_FML_Combo1?: string;
  F_FML_Combo?: string;
  FContactId?: string;
  FBIZLOCNUMBER?: string;
  FCONTACT?: string;
}>;

/** One bill, form `SAL_OUTSTOCK` (scheme 004). */
export type OutstockBillRow = Readonly<{
  FID: string;
  /** 单据编号. */
  FBillNo: string;
  /** 单据类型. */
  FBillTypeID_FNumber?: string;
  /** 日期. */
  FDate?: string;
  /** 销售组织. */
  FSaleOrgId_FNumber?: string;
  /** 客户. */
  FCustomerID_FNumber?: string;
  /** 发货组织. */
  FStockOrgId_FNumber?: string;
  /** 审核时间. */
  FApproveDate?: string;
  /** 单据状态: Z draft, A created, B submitted, C audited, D re-audit. */
  FDocumentStatus?: string;
}>;
