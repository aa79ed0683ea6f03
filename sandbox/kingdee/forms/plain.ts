import type { BaseData } from './base-data';
import { text, to } from './fields';

const simple = (id: string, label: string, primaryKey: string, numberPrefix: string): BaseData => ({
  id,
  label,
  primaryKey,
  numberPrefix,
});

/**
 * Base data of which references need no more than number and name. FormIds and primary keys that are not on the protocol page
 * are own choices: a client meets them only as LookUpObjectFormId.
 */
export const plain: readonly BaseData[] = [
  simple('ORG_Organizations', '组织机构', 'FOrgID', 'ORG'),
  { ...simple('BD_Currency', '币别', 'FCURRENCYID', 'PRE'), fields: [text('FCODE', '货币代码')] },
  simple('BD_RateType', '汇率类型', 'FRATETYPEID', 'HLTX'),
  simple('BD_UNIT', '计量单位', 'FUNITID', 'JLDW'),
  {
    ...simple('BD_MATERIAL', '物料', 'FMATERIALID', 'WL'),
    byOrganization: true,
    fields: [
      text('FSpecification', '规格型号'),
      to('BD_UNIT', 'FBaseUnitId', '基本单位', { must: true }),
      text('FDescription', '描述'),
    ],
  },
  simple('BD_StockStatus', '库存状态', 'FStockStatusId', 'KCZT'),
  simple('BD_STOCKGROUP', '仓库分组', 'FID', 'CKFZ'),
  simple('BD_FLEXVALUES', '仓位值集', 'FID', 'CWZJ'),
  simple('BD_FLEXVALUEENTRY', '仓位值', 'FID', 'CWZ'),
  simple('BD_Supplier', '供应商', 'FSupplierId', 'VEN'),
  simple('BD_Department', '部门', 'FDEPTID', 'BM'),
  simple('BD_Empinfo', '员工', 'FID', 'YG'),
  simple('BD_Saler', '销售员', 'FID', 'XSY'),
  simple('BD_OPERATORGROUP', '业务组', 'FID', 'YWZ'),
  simple('BD_BATCHMAINFILE', '批号主档', 'FLOTID', 'PH'),
  simple('BD_CUSTOMERGROUP', '客户分组', 'FID', 'KHFZ'),
  simple('BD_CUSTLOCATION', '客户地点', 'FID', 'KHDD'),
  simple('BD_CommonContact', '联系人', 'FCONTACTID', 'CXR'),
  simple('BD_SETTLETYPE', '结算方式', 'FID', 'JSFS'),
  simple('BD_RecCondition', '收款条件', 'FID', 'SKTJ'),
  simple('BD_SAL_PriceList', '销售价目表', 'FID', 'XSJMB'),
  simple('BD_SAL_DiscountList', '销售折扣表', 'FID', 'XSZKB'),
  simple('BD_TaxRate', '税率', 'FID', 'SL'),
  simple('BD_BANKTYPE', '银行类型', 'FID', 'YHLX'),
  simple('BD_BANKDETAIL', '银行网点', 'FID', 'YHWD'),
  simple('BOS_ASSISTANTDATA_SELECT', '辅助资料', 'FENTRYID', 'FZZL'),
  simple('BOS_BillType', '单据类型', 'FBILLTYPEID', 'DJLX'),
  simple('SEC_User', '用户', 'FUserID', 'USER'),
];
