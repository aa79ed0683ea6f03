import { NOT_EMPTY } from '../contract/scheme';
import type { mapping } from '../mappings/guanyiShopsToKingdeeCustomers';
import type { RunInput, RunReport } from '../contract/run';
import { type ContinuedRun, runScheme } from './engine/run';
import { defineScheme } from './engine/defineScheme';

/** Master data: the first run reads all shops, later ones those modified since the run before. */
export const table = defineScheme<typeof mapping>()({
  name: 'guanyiShopsToKingdeeCustomers',
  title: { en: 'Guanyi shops → Kingdee customers', zh: '管易云店铺查询 → 金蝶云星空客户新增' },
  source: {
    platform: 'guanyi',
    method: 'gy.erp.shop.get',
    request: {
      modify_start_date: '{{LAST_SYNC_TIME|datetime}}',
      modify_end_date: '{{CURRENT_TIME|datetime}}',
      code: '{{parameters.code}}',
      page_size: '{{PAGINATION_PAGE_SIZE}}',
      page_no: '{{PAGINATION_START_PAGE}}',
    },
  },
  target: {
    platform: 'kingdee',
    form: 'BD_Customer',
    operation: 'BatchSave',
    options: { IsVerifyBaseDataField: false, IsAutoSubmitAndAudit: true },
  },
  parameters: {
    organization: { label: '使用组织、创建组织', default: '100', pattern: NOT_EMPTY },
    code: { label: '店铺代码', default: '' },
  },
  pageSize: 50,
  concurrency: 1,
  watermark: { overlapMinutes: 10, lagSeconds: 60 },
});

/** Guanyi shops (管易云店铺) become audited Kingdee customers (金蝶云星空客户). */
export async function guanyiShopsToKingdeeCustomers(
  input?: RunInput,
  continued?: ContinuedRun,
): Promise<RunReport> {
  return runScheme(table, input, continued);
}
