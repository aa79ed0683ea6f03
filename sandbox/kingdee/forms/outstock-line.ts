import { code, date, flag, number, text, to } from './fields';
import type { Entity, Field } from './form';

const delivered = { within: 'FStockOrgId' };

const taxDetail: Entity = {
  key: 'FTaxDetailSubEntity',
  label: '税务明细',
  kind: 'entry',
  orm: 'FTaxDetailSubEntity',
  primaryKey: 'FDetailID',
  fields: [to('BD_TaxRate', 'FTaxRateId', '税率名称'), number('FTaxRate', '税率%')],
};

const serial: Entity = {
  key: 'FSerialSubEntity',
  label: '序列号子单据体',
  kind: 'entry',
  orm: 'FSerialSubEntity',
  primaryKey: 'FDetailID',
  fields: [text('FSerialNo', '序列号'), number('FSerialId', '序列号内码'), text('FSerialNote', '备注')],
};

const goods: readonly Field[] = [
  code('FRowType', '产品类型', { initial: 'Standard' }),
  to('BD_MATERIAL', 'FMaterialID', '物料编码', { must: true, ...delivered }),
  to('BD_UNIT', 'FUnitID', '库存单位'),
  number('FMustQty', '应发数量'),
  number('FRealQty', '实发数量', { must: true }),
  number('FInventoryQty', '库存量'),
];

const money: readonly Field[] = [
  number('FPrice', '单价'),
  number('FTaxPrice', '含税单价'),
  number('FEntryTaxRate', '税率%'),
  flag('FIsFree', '是否赠品'),
  number('FDiscountRate', '折扣率%'),
  number('FDiscount', '折扣额'),
  number('FAmount', '金额'),
  number('FEntryTaxAmount', '税额'),
  number('FAllAmount', '价税合计'),
  number('FEntryCostAmount', '总成本'),
];

const storage: readonly Field[] = [
  to('BD_STOCK', 'FStockID', '仓库', { must: true, ...delivered }),
  to('BD_StockStatus', 'FStockStatusID', '库存状态'),
  to('BD_BATCHMAINFILE', 'FLot', '批号'),
  date('FProduceDate', '生产日期'),
  date('FExpiryDate', '有效期至'),
  text('FMtoNo', '计划跟踪号'),
  code('FOwnerTypeID', '货主类型', { initial: 'BD_OwnerOrg' }),
  to('ORG_Organizations', 'FOwnerID', '货主'),
  code('FKeeperTypeID', '保管者类型', { initial: 'BD_KeeperOrg' }),
  to('ORG_Organizations', 'FKeeperID', '保管者'),
  text('FEntrynote', '备注'),
];

const trace: readonly Field[] = [
  text('FSrcType', '源单类型'),
  text('FSrcBillNo', '源单编号'),
  text('FSoorDerno', '订单单号'),
  number('FSOEntryId', '销售订单分录内码'),
  flag('FOUTCONTROL', '超发控制'),
  flag('FIsOverLegalOrg', '跨法人'),
  flag('FCheckDelivery', '检验'),
  text('FQmEntryID', '奇门分录内码'),
  text('FConvertEntryID', '转换分录内码'),
];

const quantities: readonly Field[] = [
  to('BD_UNIT', 'FSalUnitID', '销售单位'),
  number('FSALUNITQTY', '销售数量'),
  number('FSALBASEQTY', '销售基本数量'),
  to('BD_UNIT', 'FPriceUnitId', '计价单位'),
  number('FPriceUnitQty', '计价数量'),
  number('FPRICEBASEQTY', '计价基本数量'),
  number('FARNOTJOINQTY', '未关联应收数量'),
];

/** FEntity (明细信息) of SAL_OUTSTOCK. Keys of the tax sub-entity are not on the protocol page: own choice. */
export const outstockLine: Entity = {
  key: 'FEntity',
  label: '明细信息',
  kind: 'entry',
  orm: 'SAL_OUTSTOCKENTRY',
  primaryKey: 'FENTRYID',
  must: true,
  fields: [...goods, ...money, ...storage, ...trace, ...quantities],
  children: [taxDetail, serial],
};
