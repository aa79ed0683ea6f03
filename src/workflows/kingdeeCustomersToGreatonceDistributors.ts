import { NOT_EMPTY } from '../contract/scheme';
import type { mapping } from '../mappings/kingdeeCustomersToGreatonceDistributors';
import type { RunInput, RunReport } from '../contract/run';
import { type ContinuedRun, runScheme } from './engine/run';
import { defineScheme } from './engine/defineScheme';

/**
 * Master data, read in full, one call a record. GreatOnce publishes no look-up: what it does not answer stays in doubt
 * for a person, and what it calls existing counts as unchanged.
 */
export const table = defineScheme<typeof mapping>()({
  name: 'kingdeeCustomersToGreatonceDistributors',
  title: { en: 'Kingdee customers → GreatOnce distributors', zh: '金蝶云星空客户查询 → 巨益OMS分销商' },
  source: {
    platform: 'kingdee',
    method: 'ExecuteBillQuery/BD_Customer',
    request: { FormId: 'BD_Customer', FilterString: '{{parameters.filter}}' },
  },
  target: {
    platform: 'greatonce',
    form: 'greatonce.distributor.single.sync',
    operation: 'BatchSave',
    options: {},
  },
  parameters: {
    actionType: { label: '操作类型', default: 'add', pattern: NOT_EMPTY },
    codeRule: {
      label:
        '分销商编码规则：name-row 名称加行号，number-row 编码加行号，number-contact 编码加联系人内码，number 编码',
      default: 'name-row',
      oneOf: ['name-row', 'number-row', 'number-contact', 'number'],
    },
    mobileFrom: {
      label: 'mobile 取值：name 联系人名称（已发布），phone 联系人电话',
      default: 'name',
      oneOf: ['name', 'phone'],
    },
    filter: { label: '过滤条件', default: '' },
  },
  pageSize: 50,
  concurrency: 1,
});

/** Kingdee customers (金蝶云星空客户) become GreatOnce distributors (巨益OMS分销商), one a contact. */
export async function kingdeeCustomersToGreatonceDistributors(
  input?: RunInput,
  continued?: ContinuedRun,
): Promise<RunReport> {
  return runScheme(table, input, continued);
}
