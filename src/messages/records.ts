import { DIFFERENCE_NAMES } from '../contract/reconcile';
import type { Messages } from './language';

/** Failed records: listing, retrying and discarding them. */
export const failures = {
  scheme: { en: 'scheme', zh: '方案' },
  key: { en: 'key', zh: '编码' },
  cause: { en: 'cause', zh: '原因类别' },
  field: { en: 'field', zh: '字段' },
  message: { en: 'message', zh: '原因' },
  advice: { en: 'advice', zh: '处理建议' },
  since: { en: 'since', zh: '首次出现' },
  attempts: { en: 'attempts', zh: '重试次数' },
  next: { en: 'next try', zh: '下次重试' },
  none: { en: 'no record waits for a repair', zh: '没有等待处理的记录' },
  more: (more: number, all: number) => ({
    en: `… and ${more} more; --csv and --json give all ${all}`,
    zh: `…… 另有 ${more} 条；--csv 和 --json 给出全部 ${all} 条`,
  }),
  written: (count: number, file: string) => ({
    en: `${count} records in ${file}`,
    zh: `${count} 条记录已写入 ${file}`,
  }),
  sent: (signal: string, count: number, scheme: string) => ({
    en: `${signal} sent to ${count} repairs of ${scheme}`,
    zh: `已向 ${scheme} 的 ${count} 条待处理记录发送 ${signal}`,
  }),
  nothingChosen: { en: 'no repair is chosen', zh: '没有选择记录' },
  oneChoice: { en: 'give keys, or --cause, or --all', zh: '编码、--cause、--all 只能选一种' },
  howToChoose: {
    en: 'name keys, or use --cause or --all; `jinqiao failures` lists what there is',
    zh: '请写出编码，或使用 --cause 或 --all；`jinqiao failures` 列出现有记录',
  },
  noneOpen: (scheme: string, key: string) => ({
    en: `${scheme} has no open repair of "${key}"`,
    zh: `${scheme} 中没有等待处理的记录“${key}”`,
  }),
  nothingSent: {
    en: 'nothing was sent; `jinqiao failures` lists what there is',
    zh: '没有发送任何信号；`jinqiao failures` 列出现有记录',
  },
  noCause: (given: string) => ({ en: `"${given}" is no cause`, zh: `“${given}”不是原因类别` }),
  causes: { en: 'causes are words like closed-period', zh: '原因类别是 closed-period 这样的词' },
  oneKey: { en: '--with takes exactly one key', zh: '--with 只能指定一个编码' },
  whoAndWhy: { en: '--with needs --who and --why', zh: '--with 需要同时给出 --who 和 --why' },
  inHistory: { en: 'both stay in history', zh: '两者都会保留在历史中' },
  notJson: (file: string) => ({ en: `${file} cannot be read as JSON`, zh: `${file} 不是可读取的 JSON` }),
  noObject: (file: string) => ({ en: `${file} does not hold a JSON object`, zh: `${file} 中不是 JSON 对象` }),
} satisfies Messages;

/** Where one record stands. */
export const find = {
  nowhere: { en: 'nowhere', zh: '都没有' },
  nowhereIn: (schemes: string) => ({ en: `nowhere in ${schemes}`, zh: `以下方案中都没有：${schemes}` }),
  source: { en: 'source', zh: '来源' },
  target: { en: 'target', zh: '目标' },
  run: { en: 'run', zh: '运行' },
  repair: { en: 'repair', zh: '待处理' },
  none: { en: 'none', zh: '无' },
  searched: { en: 'searched', zh: '查找范围' },
  organization: { en: 'organization', zh: '组织' },
  created: { en: 'created', zh: '创建' },
  audited: { en: 'audited', zh: '审核' },
  state: {
    done: { en: 'done', zh: '已完成' },
    unfinished: { en: 'unfinished', zh: '未审核' },
    refused: { en: 'refused', zh: '被拒绝' },
    'source-only': { en: 'source-only', zh: '仅来源有' },
    nowhere: { en: 'nowhere', zh: '都没有' },
    unknown: { en: 'unknown', zh: '未知' },
  },
  inSource: {
    found: { en: 'found', zh: '存在' },
    refused: { en: 'refused', zh: '被拒绝' },
    absent: { en: 'absent', zh: '没有' },
    unknown: { en: 'unknown', zh: '未知' },
  },
  inTarget: {
    audited: { en: 'audited', zh: '已审核' },
    unfinished: { en: 'unfinished', zh: '未审核' },
    absent: { en: 'absent', zh: '没有' },
    'not-asked': { en: 'not asked', zh: '未查询' },
    unknown: { en: 'unknown', zh: '未知' },
  },
  document: {
    saved: { en: 'saved', zh: '已保存' },
    submitted: { en: 'submitted', zh: '已提交' },
    audited: { en: 'audited', zh: '已审核' },
  },
  as: {
    written: { en: 'written', zh: '已写入' },
    pending: { en: 'pending', zh: '待审核' },
    rejected: { en: 'rejected', zh: '被拒绝' },
    inDoubt: { en: 'in doubt', zh: '待核实' },
  },
  ofRepair: {
    running: { en: 'open', zh: '待处理' },
    completed: { en: 'closed', zh: '已处理' },
    failed: { en: 'failed', zh: '失败' },
    terminated: { en: 'terminated', zh: '已终止' },
    cancelled: { en: 'cancelled', zh: '已取消' },
    none: { en: 'none', zh: '无' },
    unknown: { en: 'unknown', zh: '未知' },
  },
  wholeList: { en: "the scheme's whole list", zh: '该方案的整个列表' },
  executions: (count: number) => ({
    en: `the newest ${count} executions of runs; they name what they wrote, audited or refused`,
    zh: `最近 ${count} 次运行；运行只记下它写入、审核或拒绝的记录`,
  }),
  notSearched: (why: string) => ({ en: `not searched: ${why}`, zh: `未查找：${why}` }),
  notAsked: {
    en: 'no look-up, or a number that only the row of the source tells',
    zh: '没有查询接口，或其编码只有来源数据才知道',
  },
} satisfies Messages;

/** What a run would write. */
export const preview = {
  sourceField: { en: 'source field', zh: '来源字段' },
  value: { en: 'value', zh: '值' },
  targetField: { en: 'target field', zh: '目标字段' },
  label: { en: 'label', zh: '名称' },
  from: { en: 'from', zh: '取自' },
  leftOut: { en: 'left out', zh: '不传' },
  refused: { en: 'would be rejected:', zh: '将被拒绝：' },
  noRows: { en: 'the source holds no rows', zh: '来源没有数据' },
  note: (field: string, text: string) => ({ en: `note on ${field}: ${text}`, zh: `${field} 注意：${text}` }),
} satisfies Messages;

/** What differs between source and target. */
export const reconcile = {
  side: { en: 'side', zh: '侧' },
  source: { en: 'source', zh: '来源' },
  target: { en: 'target', zh: '目标' },
  records: { en: 'records', zh: '记录数' },
  quantity: { en: 'quantity', zh: '数量' },
  amount: { en: 'amount', zh: '金额' },
  difference: { en: 'target − source', zh: '目标 − 来源' },
  notJudged: { en: 'not judged', zh: '不判断' },
  comparing: { en: 'comparing', zh: '对账中' },
  sides: (records: number, documents: number) => ({
    en: `${records} records ↔ ${documents} documents`,
    zh: `${records} 条记录 ↔ ${documents} 张单据`,
  }),
  money: (amount: string, difference: string) => ({
    en: `amount ${amount} · difference ${difference}`,
    zh: `金额 ${amount} · 差额 ${difference}`,
  }),
  kind: DIFFERENCE_NAMES,
  more: (count: number, kind: string) => ({
    en: `… ${count} more ${kind}`,
    zh: `…… 另有 ${count} 条${kind}`,
  }),
  noExtra: {
    en: 'extra is not judged: the target also holds records that did not come from this source',
    zh: '不判断多余：目标系统中还有不是来自该来源的记录',
  },
  noDoubled: {
    en: 'doubled is not judged: the target cannot be listed',
    zh: '不判断重复：目标系统不能列出单据',
  },
  repaired: { en: 'repaired by a run:', zh: '补齐运行：' },
  documents: (count: number) => ({ en: `${count} documents`, zh: `${count} 张单据` }),
} satisfies Messages;
