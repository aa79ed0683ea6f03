import type { WarehouseRow } from '../connectors/jushuitan/model';
import type { StockDocument } from '../connectors/kingdee/model';
import { defineMapping } from './mapping';

/** Jushuitan `wms.partner.query` → Kingdee `BD_STOCK`, as published. Empty published cells are left out of the document. */
export const mapping = defineMapping<WarehouseRow, StockDocument, 'organization'>()({
  key: 'FNumber',
  fields: {
    FName: { label: '名称', value: '{{name}}', required: true, compare: true },
    FNumber: { label: '编码', value: '{{wms_co_id}}', required: true },
    FUseOrgId: { label: '使用组织', reference: '{{parameters.organization}}', required: true },
    FCreateOrgId: { label: '创建组织', reference: '{{parameters.organization}}', required: true },
    FDescription: { label: '描述', value: '' },
    FStockStatusType: { label: '仓库类型', value: '0,1,2,3,4,5,6,7,8' },
    FAddress: { label: '地址', value: '' },
    FStockProperty: { label: '仓库属性', value: '1' },
  },
});
