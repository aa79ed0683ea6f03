import type { Words } from './en';

/** What `jinqiao demo` says, in Chinese. */
export const demo: Words['demo'] = {
  first: '第一遍',
  second: '第二遍：全部再来一次',
  among: '，其中：',
  writes: (taken) => `第二遍中被平台接受的写调用：${taken}`,
  refused: (count) => `因记录已存在而被拒绝：${count}（巨益没有查询接口）`,
  reconciled: '来源与目标对账：',
  round: (number) => `第 ${number} 遍`,
  waits: '第 2 遍会不时等待：聚水潭每分钟只允许 100 次调用，两遍共用这个限额',
  step: (round, scheme) => `${round}：${scheme} ……`,
  stepDone: (round, scheme, read, created, seconds) =>
    `${round}：${scheme}：读取 ${read} 条，新增 ${created} 条，用时 ${seconds} 秒`,
  reconciling: (scheme) => `正在对账：${scheme} ……`,
  holding: {
    stocks: '个金蝶仓库',
    customers: '个金蝶客户',
    outstocks: '张金蝶销售出库单',
    distributors: '个巨益分销商',
  },
  column: {
    number: '编码',
    name: '名称',
    organization: '组织',
    state: '状态',
    type: '单据类型',
    date: '日期',
    customer: '客户',
    amount: '金额',
    code: '编码',
    company: '公司',
  },
  state: {
    draft: '暂存',
    created: '创建',
    submitted: '审核中',
    audited: '已审核',
    'to be audited again': '重新审核',
  },
};

/** What comes up while the development stack starts, in Chinese. */
export const stack: Words['stack'] = {
  starting: {
    worker: '正在启动 worker ……',
    server: '正在启动 Temporal 服务端 ……',
    sandbox: '正在启动沙箱 ……',
  },
  using: (address) => `使用位于 ${address} 的 Temporal 服务端 ……`,
  oldServer: (found, needed) => `PATH 中的 temporal 版本为 ${found}；需要 ${needed} 或更新`,
  unknownVersion: '未知',
  download: {
    pip: (version) => `正在用 pip 获取 Temporal 服务端 ${version}（约 45 MB，仅一次）……`,
    SDK: (version) => `正在从 temporal.download 获取 Temporal 服务端 ${version} ……`,
  },
  ready: '就绪',
  line: {
    ui: 'Temporal 界面',
    server: 'Temporal',
    sandbox: '沙箱',
    metrics: '指标',
    health: '健康检查',
    logs: '日志',
  },
  server: (address, namespace, queue) => `${address}，命名空间 ${namespace}，任务队列 ${queue}`,
  elsewhere: '在另一个终端中：',
  stop: '按 Ctrl-C 停止全部。',
  stay: (ui) => `Temporal 界面：${ui} · 按 Ctrl-C 停止全部`,
};
