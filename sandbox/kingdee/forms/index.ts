import { baseData, type BaseData } from './base-data';
import type { Form } from './form';
import { stock } from './stock';

/** Base data of which references need no more than number and name. Primary keys not on the protocol page: own choice. */
const plain: readonly BaseData[] = [
  { id: 'ORG_Organizations', label: '组织机构', primaryKey: 'FOrgID', numberPrefix: 'ORG' },
  {
    id: 'BD_Currency',
    label: '币别',
    primaryKey: 'FCURRENCYID',
    numberPrefix: 'PRE',
    fields: [{ key: 'FCODE', label: '货币代码', type: 'text' }],
  },
  { id: 'BD_StockStatus', label: '库存状态', primaryKey: 'FStockStatusId', numberPrefix: 'KCZT' },
  { id: 'BD_STOCKGROUP', label: '仓库分组', primaryKey: 'FID', numberPrefix: 'CKFZ' },
  { id: 'BD_FLEXVALUES', label: '仓位值集', primaryKey: 'FID', numberPrefix: 'CWZJ' },
  { id: 'BD_FLEXVALUEENTRY', label: '仓位值', primaryKey: 'FID', numberPrefix: 'CWZ' },
  { id: 'BD_Supplier', label: '供应商', primaryKey: 'FSupplierId', numberPrefix: 'VEN' },
  { id: 'BD_Customer', label: '客户', primaryKey: 'FCUSTID', numberPrefix: 'CUST' },
  { id: 'BD_Department', label: '部门', primaryKey: 'FDEPTID', numberPrefix: 'BM' },
  { id: 'BD_Empinfo', label: '员工', primaryKey: 'FID', numberPrefix: 'YG' },
];

/** All forms of the site; to add one, write its table and list it here. */
export const forms: readonly Form[] = [stock, ...plain.map(baseData)];

/** The form of that FormId, in any case; `undefined` when the site has none. */
export function findForm(id: string): Form | undefined {
  return forms.find((form) => form.id.toLowerCase() === id.toLowerCase());
}
