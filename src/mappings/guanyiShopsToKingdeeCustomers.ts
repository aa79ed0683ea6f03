import type { ShopRow } from '../connectors/guanyi/model';
import type { CustomerDocument } from '../connectors/kingdee/model';
import { defineMapping } from './mapping';

/** Guanyi `gy.erp.shop.get` → Kingdee `BD_Customer`, as published. The empty published cell is left out of the document. */
export const mapping = defineMapping<ShopRow, CustomerDocument, 'organization'>()({
  key: 'FNumber',
  fields: {
    FName: { label: '客户名称', value: '{{name}}', required: true, compare: true },
    FNumber: { label: '客户编码', value: '{{code}}', required: true },
    FCreateOrgId: { label: '创建组织', reference: '{{parameters.organization}}', required: true },
    FUseOrgId: { label: '使用组织', reference: '{{parameters.organization}}', required: true },
    FDescription: { label: '描述', value: '' },
  },
});
