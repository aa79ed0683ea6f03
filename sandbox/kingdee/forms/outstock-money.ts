import { flag, number, text, to } from './fields';
import type { Entity } from './form';

/** SubHeadEntity (财务信息) of SAL_OUTSTOCK. The bill totals are the server's: what a Model says of them is overwritten. */
export const outstockMoney: Entity = {
  key: 'SubHeadEntity',
  label: '财务信息',
  kind: 'subhead',
  orm: 'SAL_OUTSTOCKFIN',
  primaryKey: 'FEntryId',
  fields: [
    to('ORG_Organizations', 'FSettleOrgID', '结算组织', { must: true }),
    to('BD_Currency', 'FSettleCurrID', '结算币别', { must: true }),
    to('BD_Currency', 'FLocalCurrID', '本位币'),
    to('BD_RateType', 'FExchangeTypeID', '汇率类型'),
    number('FExchangeRate', '汇率', { initial: 1 }),
    to('BD_SETTLETYPE', 'FSettleTypeID', '结算方式'),
    to('BD_RecCondition', 'FReceiptConditionID', '收款条件'),
    to('BD_SAL_PriceList', 'FPriceListId', '价目表'),
    to('BD_SAL_DiscountList', 'FDiscountListId', '折扣表'),
    flag('FIsIncludedTax', '是否含税', { initial: true }),
    flag('FIsPriceExcludeTax', '价外税', { initial: true }),
    number('FAllDisCount', '整单折扣额'),
    text('FThirdBillNo', '第三方单据编号', { emptyAs: '' }),
    text('FThirdBillId', '第三方单据ID', { emptyAs: '' }),
    text('FThirdSrcType', '第三方来源', { emptyAs: '' }),
    number('FBillAmount', '金额'),
    number('FBillTaxAmount', '税额'),
    number('FBillAllAmount', '价税合计'),
    number('FBillCostAmount', '总成本'),
    number('FBillAmount_LC', '金额（本位币）'),
    number('FBillTaxAmount_LC', '税额（本位币）'),
    number('FBillAllAmount_LC', '价税合计（本位币）'),
    number('FBillCostAmount_LC', '总成本（本位币）'),
  ],
};
