import { NOT_EMPTY } from '../contract/scheme';
import type { mapping } from '../mappings/jushuitanWarehousesToKingdeeStocks';
import type { RunInput, RunReport } from '../contract/run';
import { type ContinuedRun, runScheme } from './engine/run';
import { defineScheme } from './engine/defineScheme';

/** Master data, read in full each time; the list has no time window and only holds enabled warehouses. */
export const table = defineScheme<typeof mapping>()({
  name: 'jushuitanWarehousesToKingdeeStocks',
  title: { en: 'Jushuitan warehouses → Kingdee stocks', zh: '聚水潭仓库查询 → 金蝶云星空仓库新增' },
  source: {
    platform: 'jushuitan',
    method: 'wms.partner.query',
    request: { page_index: '{{PAGINATION_START_PAGE}}', page_size: '{{PAGINATION_PAGE_SIZE}}' },
  },
  target: {
    platform: 'kingdee',
    form: 'BD_STOCK',
    operation: 'BatchSave',
    options: { IsVerifyBaseDataField: false, IsAutoSubmitAndAudit: true },
  },
  parameters: {
    organization: { label: '使用组织、创建组织', default: '101', pattern: NOT_EMPTY },
  },
  pageSize: 50,
  concurrency: 2,
});

/** Jushuitan warehouses (聚水潭仓库) become audited Kingdee stocks (金蝶云星空仓库). */
export async function jushuitanWarehousesToKingdeeStocks(
  input?: RunInput,
  continued?: ContinuedRun,
): Promise<RunReport> {
  return runScheme(table, input, continued);
}
