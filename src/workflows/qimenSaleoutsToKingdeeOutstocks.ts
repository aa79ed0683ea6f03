import { NOT_EMPTY, TRUE_OR_FALSE } from '../contract/scheme';
import type { mapping } from '../mappings/qimenSaleoutsToKingdeeOutstocks';
import type { RunInput, RunReport } from '../contract/run';
import { type ContinuedRun, runScheme } from './engine/run';
import { defineScheme } from './engine/defineScheme';

/**
 * Bills with lines, read by window. The published table gives names without values: all values here are ours.
 *
 * By shipping time (`date_type` 2) a bill stays in its list, but a change may move it within: what changed meanwhile is
 * asked for at the end. By modification time a change takes it out of the list. Windows are a day long: far below the 7 days that
 * Jushuitan allows, and deep pages of long windows were seen to run into its time-out.
 */
export const table = defineScheme<typeof mapping>()({
  name: 'qimenSaleoutsToKingdeeOutstocks',
  title: {
    en: 'Jushuitan-Qimen sale-outs → Kingdee sales outstocks',
    zh: '聚水潭奇门出库单查询 → 金蝶云星空销售出库单新增',
  },
  source: {
    platform: 'qimen',
    method: 'jushuitan.saleout.list.query',
    request: {
      page_index: '{{PAGINATION_START_PAGE}}',
      page_size: '{{PAGINATION_PAGE_SIZE}}',
      start_time: '{{WINDOW_FROM|datetime}}',
      end_time: '{{WINDOW_TO|datetime}}',
      status: '{{parameters.status}}',
      date_type: '{{parameters.dateType}}',
    },
    changed: {
      when: { dateType: '2' },
      request: {
        date_type: '0',
        start_time: '{{CHANGED_FROM|datetime}}',
        end_time: '{{CHANGED_TO|datetime}}',
      },
      within: ['io_date', 'send_date'],
    },
  },
  target: {
    platform: 'kingdee',
    form: 'SAL_OUTSTOCK',
    operation: 'BatchSave',
    options: {
      IsVerifyBaseDataField: '{{parameters.verifyBaseData}}',
      IsAutoSubmitAndAudit: '{{parameters.autoSubmitAndAudit}}',
      InterationFlags: '{{parameters.interactionFlags}}',
    },
    auditOptions: { InterationFlags: '{{parameters.interactionFlags}}' },
  },
  parameters: {
    billType: { label: '单据类型', default: 'XSCKD01_SYS', pattern: NOT_EMPTY },
    saleOrganization: { label: '销售组织', default: '100', pattern: NOT_EMPTY },
    stockOrganization: { label: '发货组织', default: '100', pattern: NOT_EMPTY },
    settleOrganization: { label: '结算组织', default: '100', pattern: NOT_EMPTY },
    currency: { label: '结算币别', default: 'PRE001', pattern: NOT_EMPTY },
    salesman: { label: '操作员（销售员编码），空为不填', default: '' },
    unknownCodes: {
      label: '对照表缺少编码时：refuse 拒绝，pass 原样使用',
      default: 'refuse',
      oneOf: ['refuse', 'pass'],
    },
    taxRate: { label: '税率%', default: '13', number: { min: 0, below: 100, decimals: 6 } },
    priceDigits: { label: '单价小数位数，2 至 10', default: '6', number: { min: 2, max: 10 } },
    taxAmounts: {
      label: '金额与税额：leave 由金蝶计算，send 随单发送',
      default: 'leave',
      oneOf: ['leave', 'send'],
    },
    zeroQuantity: {
      label: '数量与金额均为 0 的明细：skip 略去，refuse 拒绝',
      default: 'skip',
      oneOf: ['skip', 'refuse'],
    },
    zeroAmount: {
      label: '金额为 0 的非赠品明细：free 作为赠品，refuse 拒绝',
      default: 'free',
      oneOf: ['free', 'refuse'],
    },
    negativeLines: {
      label: '数量为负的明细：refuse 拒绝，pass 原样传送',
      default: 'refuse',
      oneOf: ['refuse', 'pass'],
    },
    status: { label: '状态', default: 'Confirmed' },
    dateType: { label: '时间类型：0 修改时间，2 出库时间', default: '2', oneOf: ['0', '2'] },
    verifyBaseData: { label: '验证基础资料：true 或 false', default: 'true', oneOf: TRUE_OR_FALSE },
    autoSubmitAndAudit: { label: '保存时提交并审核：true 或 false', default: 'false', oneOf: TRUE_OR_FALSE },
    interactionFlags: { label: '允许的交互，STK_InvCheckResult 为允许负库存', default: '' },
    selection: { label: "对账范围的附加金蝶条件，如 and FNote like '3%'", default: '' },
  },
  reconcile: {
    // Kingdee's day is the shipping day, so both sides are compared by it, whatever time a run goes by.
    day: 'FDate',
    selection:
      "FDate>='{{DAYS_FROM}}' and FDate<'{{DAYS_END}}' and FBillTypeID.FNumber='{{parameters.billType}}' and FSaleOrgId.FNumber='{{parameters.saleOrganization}}' and FStockOrgId.FNumber='{{parameters.stockOrganization}}' {{parameters.selection}}",
    sums: { lines: 'FEntity', quantity: 'FRealQty', amount: 'FAllAmount' },
    parameters: { dateType: '2' },
  },
  pageSize: 50,
  concurrency: 2,
  sliceDays: 1,
  watermark: { overlapMinutes: 60, lagSeconds: 60 },
  mostDays: 7,
});

/** Jushuitan-Qimen sale-outs (聚水潭·奇门出库单) become audited Kingdee sales outstocks (金蝶云星空销售出库单). */
export async function qimenSaleoutsToKingdeeOutstocks(
  input?: RunInput,
  continued?: ContinuedRun,
): Promise<RunReport> {
  return runScheme(table, input, continued);
}
