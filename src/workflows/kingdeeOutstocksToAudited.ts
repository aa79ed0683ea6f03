import { TRUE_OR_FALSE } from '../contract/scheme';
import type { mapping } from '../mappings/kingdeeOutstocksToAudited';
import type { RunInput, RunReport } from '../contract/run';
import { type ContinuedRun, runScheme } from './engine/run';
import { defineScheme } from './engine/defineScheme';

/** A switch of Kingdee's audit; an empty one is not sent, so that Kingdee's own default holds. */
const switchValues = [...TRUE_OR_FALSE, ''] as const;

/** It stands between quotes in the filter. */
const unquoted = {
  matches: "^[^']+$",
  means: { en: 'a text without quotes, not empty', zh: '不含单引号的非空文本' },
} as const;

/**
 * Acts on what it reads. The filter loses a bill once it is audited, so it is paged by key; and it begins long ago by
 * default, so that a bill whose audit failed is found by every run until it is audited.
 */
export const table = defineScheme<typeof mapping>()({
  name: 'kingdeeOutstocksToAudited',
  title: { en: 'Kingdee sales outstocks → audited', zh: '金蝶云星空销售出库单查询 → 审核单据' },
  source: {
    platform: 'kingdee',
    method: 'ExecuteBillQuery/SAL_OUTSTOCK',
    request: {
      FormId: 'SAL_OUTSTOCK',
      FilterString:
        "FCreateDate>='{{LAST_SYNC_TIME|datetime}}' and FDOCUMENTSTATUS<>'C' and FBillTypeID.fnumber='{{parameters.billType}}' and FCancelStatus='A'",
    },
  },
  target: {
    platform: 'kingdee',
    form: 'SAL_OUTSTOCK',
    operation: 'Audit',
    options: {
      InterationFlags: '{{parameters.InterationFlags}}',
      NetworkCtrl: '{{parameters.NetworkCtrl}}',
      IsVerifyProcInst: '{{parameters.IsVerifyProcInst}}',
      IgnoreInterationFlag: '{{parameters.IgnoreInterationFlag}}',
    },
    submits: '{{parameters.submit}}',
  },
  parameters: {
    billType: { label: '单据类型', default: 'XSCKD07_SYS', pattern: unquoted },
    submit: { label: '先提交创建、重新审核的单据', default: 'true', oneOf: TRUE_OR_FALSE },
    InterationFlags: { label: '交互标志集合', default: '' },
    NetworkCtrl: { label: '是否启用网控', default: 'false', oneOf: switchValues },
    IsVerifyProcInst: { label: '检验单据关联运行', default: 'true', oneOf: switchValues },
    IgnoreInterationFlag: { label: '是否允许忽略交互', default: 'true', oneOf: switchValues },
  },
  since: '2000-01-01 00:00:00',
  pageSize: 50,
  concurrency: 1,
});

/** Kingdee sales outstocks (销售出库单) that are not audited yet become audited. */
export async function kingdeeOutstocksToAudited(
  input?: RunInput,
  continued?: ContinuedRun,
): Promise<RunReport> {
  return runScheme(table, input, continued);
}
