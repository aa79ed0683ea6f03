import { baseData } from './base-data';
import { customerEntries } from './customer-entries';
import { code, flag, name, number, text, to } from './fields';
import type { Field } from './form';

const assistant = 'BOS_ASSISTANTDATA_SELECT';

const identity: readonly Field[] = [
  text('FShortName', '简称'),
  to(assistant, 'FCOUNTRY', '国家'),
  to(assistant, 'FPROVINCIAL', '地区'),
  text('FADDRESS', '通讯地址'),
  text('FZIP', '邮政编码'),
  text('FWEBSITE', '公司网址'),
  text('FTEL', '联系电话'),
  text('FFAX', '传真'),
  text('FEmail', '电子邮箱'),
  to(assistant, 'FCompanyClassify', '公司类别'),
  to(assistant, 'FCompanyNature', '公司性质'),
  to(assistant, 'FCompanyScale', '公司规模'),
  to('BD_Supplier', 'FSUPPLIERID', '对应供应商'),
  to('BD_Customer', 'FGROUPCUSTID', '对应集团客户'),
  flag('FIsGroup', '集团客户'),
  flag('FIsDefPayer', '默认付款方'),
  to(assistant, 'FCustTypeId', '客户类别'),
  to('BD_CUSTOMERGROUP', 'FGroup', '客户分组'),
  to('ORG_Organizations', 'FCorrespondOrgId', '对应组织'),
  name('FDescription', '描述'),
];

const invoice: readonly Field[] = [
  text('FTAXREGISTERCODE', '纳税登记号'),
  text('FSOCIALCRECODE', '统一社会信用代码'),
  text('FINVOICETITLE', '发票抬头'),
  text('FINVOICEBANKNAME', '开户银行'),
  text('FINVOICEBANKACCOUNT', '银行账号'),
  text('FINVOICEADDRESS', '开票通讯地址'),
  text('FINVOICETEL', '开票联系电话'),
  code('FInvoiceType', '发票类型', { initial: '1' }),
  to(assistant, 'FTaxType', '税分类'),
  to('BD_TaxRate', 'FTaxRate', '默认税率'),
];

const trade: readonly Field[] = [
  to('BD_Currency', 'FTRADINGCURRID', '结算币别', { must: true, byDefault: 'PRE001' }),
  to('BD_Department', 'FSALDEPTID', '销售部门'),
  to('BD_OPERATORGROUP', 'FSALGROUPID', '销售组'),
  to('BD_Saler', 'FSELLER', '销售员'),
  to('BD_SETTLETYPE', 'FSETTLETYPEID', '结算方式'),
  to('BD_RecCondition', 'FRECCONDITIONID', '收款条件'),
  to('BD_SAL_PriceList', 'FPRICELISTID', '价目表'),
  to('BD_SAL_DiscountList', 'FDISCOUNTLISTID', '折扣表'),
  number('FTRANSLEADTIME', '运输提前期'),
  number('FPriority', '客户优先级', { initial: 1 }),
  to('BD_Currency', 'FRECEIVECURRID', '收款币别'),
  flag('FISCREDITCHECK', '启用信用管理', { initial: true }),
  flag('FIsTrade', '是否交易客户', { initial: true }),
];

/**
 * BD_Customer (客户), all fields of the published template. FTRADINGCURRID is required there, yet the smallest published
 * payload leaves it out: so a customer without it gets PRE001 (own choice), and only an emptied one is refused.
 */
export const customer = baseData({
  id: 'BD_Customer',
  label: '客户',
  primaryKey: 'FCUSTID',
  numberPrefix: 'CUST',
  byOrganization: true,
  fields: [...identity, ...invoice, ...trade],
  entries: customerEntries,
});
