import { baseData } from './base-data';
import type { Entity, Field } from './form';

const flexDetail: Entity = {
  key: 'FStockFlexDetail',
  label: '仓位值集明细',
  kind: 'entry',
  orm: 'StockFlexDetail',
  primaryKey: 'FDetailID',
  fields: [
    { key: 'FFlexEntryId', label: '仓位值', type: 'reference', form: 'BD_FLEXVALUEENTRY' },
    { key: 'FIsRepeat', label: '是否重复', type: 'boolean' },
  ],
};

const flexItem: Entity = {
  key: 'FStockFlexItem',
  label: '仓位值集',
  kind: 'entry',
  orm: 'StockFlexItem',
  primaryKey: 'FEntryID',
  fields: [
    { key: 'FFlexId', label: '值集', type: 'reference', form: 'BD_FLEXVALUES' },
    { key: 'FIsMustInput', label: '是否必录', type: 'boolean' },
  ],
  children: [flexDetail],
};

const toggles: readonly Field[] = [
  { key: 'FAllowMinusQty', label: '允许负库存', type: 'boolean' },
  { key: 'FAllowLock', label: '允许锁库', type: 'boolean', initial: true },
  { key: 'FNotExpQty', label: '不参与可发量统计', type: 'boolean' },
  { key: 'FIsOpenLocation', label: '启用仓位管理', type: 'boolean' },
  { key: 'FAllowMRPPlan', label: '允许MRP计划', type: 'boolean', initial: true },
  { key: 'FAvailablePicking', label: '参与拣货', type: 'boolean', initial: true },
  { key: 'FAvailableAlert', label: '参与预警', type: 'boolean' },
  { key: 'FIsGYStock', label: '管易仓库', type: 'boolean' },
];

/**
 * BD_STOCK (仓库), all fields of the published template. Which are strictly required is not documented: the ones marked
 * are in every payload seen accepted.
 */
export const stock = baseData({
  id: 'BD_STOCK',
  label: '仓库',
  primaryKey: 'FStockId',
  numberPrefix: 'CK',
  byOrganization: true,
  fields: [
    { key: 'FStockProperty', label: '仓库属性', type: 'enum', must: true, initial: '1' },
    {
      key: 'FStockStatusType',
      label: '库存状态类型',
      type: 'text',
      must: true,
      initial: '0,1,2,3,4,5,6,7,8',
    },
    { key: 'FDefStockStatusId', label: '默认库存状态', type: 'reference', form: 'BD_StockStatus' },
    { key: 'FDefReceiveStatusId', label: '默认收料状态', type: 'reference', form: 'BD_StockStatus' },
    { key: 'FSortingPriority', label: '分拣优先级', type: 'number', initial: 1 },
    { key: 'FGroup', label: '仓库分组', type: 'reference', form: 'BD_STOCKGROUP' },
    { key: 'FSupplierId', label: '供应商', type: 'reference', form: 'BD_Supplier' },
    { key: 'FCustomerId', label: '客户', type: 'reference', form: 'BD_Customer' },
    { key: 'FDeptId', label: '部门', type: 'reference', form: 'BD_Department' },
    { key: 'FAddress', label: '仓库地址', type: 'text' },
    { key: 'FPrincipal', label: '仓库负责人', type: 'reference', form: 'BD_Empinfo' },
    { key: 'FTel', label: '联系电话', type: 'text' },
    { key: 'FDescription', label: '描述', type: 'name' },
    ...toggles,
    { key: 'FGYStockNumber', label: '管易仓库编码', type: 'text', emptyAs: '' },
    { key: 'FThirdStockType', label: '第三方仓储类型', type: 'enum' },
    { key: 'FTHIRDSTOCKNO', label: '第三方仓储编码', type: 'text', emptyAs: '' },
    { key: 'FLocListFormatter', label: '仓位列表格式', type: 'text', emptyAs: '' },
  ],
  entries: [flexItem],
});
