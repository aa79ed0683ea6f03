import type { Messages } from './language';

/** What each verb does, prints and takes. */
export const verb = {
  demo: {
    does: {
      en: 'run every scheme on the sandbox, kill the worker half way, read the books',
      zh: '在沙箱上运行全部方案，中途杀掉 worker，再逐单对账',
    },
    prints: {
      en: 'the reports, who did the pages, and the books',
      zh: '报告、各 worker 完成的页数和对账结果',
    },
    stay: { en: 'leave everything running until Ctrl-C', zh: '结束后继续运行，直到按 Ctrl-C' },
  },
  dev: {
    does: {
      en: 'start Temporal, the sandbox and a worker, until Ctrl-C',
      zh: '启动 Temporal、沙箱和一个 worker，直到按 Ctrl-C',
    },
    prints: { en: 'one line when everything is ready', zh: '一行就绪信息' },
    config: {
      en: 'configuration of the worker (default: jinqiao.example.yml, made for the sandbox)',
      zh: 'worker 的配置文件（默认：为沙箱准备的 jinqiao.example.yml）',
    },
    db: {
      en: 'keep runs in this SQLite file (default: in memory)',
      zh: '把运行记录保存在该 SQLite 文件中（默认：只在内存中）',
    },
  },
  run: {
    does: { en: 'start a run of a scheme', zh: '启动方案的一次运行' },
    prints: { en: 'the run, or its report', zh: '运行或其报告' },
    set: { en: 'override a parameter of the scheme (repeatable)', zh: '覆盖方案的参数（可重复）' },
    pageSize: { en: 'rows a page', zh: '每页行数' },
    concurrency: { en: 'pages synced at once', zh: '同时处理的页数' },
    from: {
      en: 'read this window instead: yyyy-MM-dd or "yyyy-MM-dd HH:mm:ss", Beijing time',
      zh: '改读此时间段：yyyy-MM-dd 或 "yyyy-MM-dd HH:mm:ss"，北京时间',
    },
    to: {
      en: 'its end; a day alone counts to its end (default: now)',
      zh: '时间段的结束；只写日期表示到当天结束（默认：现在）',
    },
    wait: { en: 'wait for the end and show its report', zh: '等待结束并显示报告' },
  },
  backfill: {
    does: {
      en: 'start a run over a window of its own, and show its slices',
      zh: '按指定时间段补跑，并显示时间片进度',
    },
    from: {
      en: 'beginning of the window: yyyy-MM-dd or "yyyy-MM-dd HH:mm:ss", Beijing time',
      zh: '时间段的开始：yyyy-MM-dd 或 "yyyy-MM-dd HH:mm:ss"，北京时间',
    },
    wait: {
      en: 'wait for the end, with slices and estimate, and show its report',
      zh: '等待结束，显示时间片和预计完成时间，最后显示报告',
    },
  },
  runs: {
    does: {
      en: 'list the runs of this task queue, those under way first',
      zh: '列出该任务队列的运行，进行中的在前',
    },
    prints: { en: 'the runs', zh: '运行列表' },
    state: { en: 'only those in this state', zh: '只列出此状态的运行' },
    limit: { en: 'runs at most', zh: '最多列出的运行数' },
  },
  show: {
    does: {
      en: 'show one run, by workflow id or the newest of a scheme: progress, report or failure',
      zh: '按工作流 ID 查看一次运行，或查看方案最近的一次：进度、报告或失败原因',
    },
    prints: { en: 'the run', zh: '该运行' },
  },
  pause: {
    does: {
      en: 'pause runs, by workflow id or scheme; the pages in flight are finished',
      zh: '按工作流 ID 或方案暂停运行；手上的页会处理完',
    },
  },
  resume: {
    does: { en: 'let paused runs go on, by workflow id or scheme', zh: '按工作流 ID 或方案继续已暂停的运行' },
  },
  cancel: {
    does: {
      en: 'cancel runs, by workflow id or scheme; the pages in flight are finished',
      zh: '按工作流 ID 或方案取消运行；手上的页会处理完',
    },
  },
  steer: {
    prints: { en: 'what was asked', zh: '发送的请求' },
    all: { en: 'all runs of this task queue that are under way', zh: '该任务队列上所有进行中的运行' },
  },
  preview: {
    does: {
      en: 'read and map the first rows and show each beside its document; writes nothing',
      zh: '读取前几行并转换，与生成的单据对照显示；不写入任何数据',
    },
    prints: { en: 'rows and documents', zh: '来源行和单据' },
    limit: { en: 'rows at most', zh: '最多显示的行数' },
  },
  reconcile: {
    does: {
      en: 'compare source and target record by record and show what differs',
      zh: '逐条比对来源与目标，并显示差异',
    },
    prints: { en: 'the report', zh: '对账报告' },
    from: { en: 'first day, yyyy-MM-dd in Asia/Shanghai', zh: '第一天，yyyy-MM-dd，北京时间' },
    to: { en: 'last day', zh: '最后一天' },
    repair: {
      en: 'run the scheme over these days where records are missing or unfinished, and compare again',
      zh: '有缺失或未审核的记录时，对这些天运行方案，然后再比对一次',
    },
    html: { en: 'write the report as a page that needs nothing else', zh: '把报告写成一个独立的网页文件' },
  },
  find: {
    does: {
      en: 'show where a record stands: source, target, runs and repairs; writes nothing',
      zh: '查一条记录的去向：来源、目标、运行和待处理；不写入任何数据',
    },
    prints: { en: 'where the record stands', zh: '记录的去向' },
    scheme: {
      en: 'search this scheme only (default: all that are configured)',
      zh: '只查此方案（默认：全部已配置的方案）',
    },
    around: {
      en: 'day near which a source with a window is searched, yyyy-MM-dd',
      zh: '来源按时间段查询时，在这一天前后查找，yyyy-MM-dd',
    },
    days: {
      en: 'last days that a source with a window is searched in',
      zh: '来源按时间段查询时，查找最近的天数',
    },
  },
  failures: {
    does: {
      en: 'list the records that wait for a repair, with reason and advice',
      zh: '列出等待处理的记录，附原因和处理建议',
    },
    prints: { en: 'the open repairs', zh: '待处理记录' },
    cause: { en: 'only those with this cause', zh: '只列出此原因类别的记录' },
    csv: { en: 'write them to a file that Excel opens', zh: '写入可用 Excel 打开的文件' },
  },
  retry: {
    does: {
      en: 'read refused records again and bring them into the target',
      zh: '重新读取被拒绝的记录并写入目标',
    },
    with: {
      en: 'write this target document (JSON) instead of the mapped one; needs one key',
      zh: '改为写入该文件中的目标单据（JSON）；只能指定一个编码',
    },
    who: { en: 'who edited the document', zh: '单据由谁修改' },
    why: { en: 'why', zh: '修改原因' },
  },
  discard: {
    does: {
      en: 'give refused records up; later runs skip them',
      zh: '放弃被拒绝的记录；以后的运行会跳过它们',
    },
    reason: { en: 'why; it stays with the record', zh: '原因，随记录保留' },
    who: { en: 'who decided it', zh: '由谁决定' },
  },
  repairs: {
    prints: { en: 'what was asked', zh: '发送的请求' },
    cause: { en: 'all open repairs with this cause', zh: '此原因类别的全部待处理记录' },
    all: { en: 'all open repairs of the scheme', zh: '该方案的全部待处理记录' },
  },
  check: {
    does: {
      en: 'check the Temporal server and each connection step by step; writes nothing',
      zh: '逐步检查 Temporal 服务端和各连接；不写入任何数据',
    },
    prints: { en: 'the steps', zh: '检查步骤' },
  },
  doctor: {
    does: {
      en: 'check this machine, the Temporal server and its workers, and say what to do; calls no platform',
      zh: '检查本机、Temporal 服务端及其 worker，并给出处理建议；不调用任何平台',
    },
    prints: { en: 'the lines', zh: '检查结果' },
  },
  config: {
    does: {
      en: 'check the configuration, or show what it comes to; secrets stay hidden',
      zh: '检查配置，或显示最终生效的配置；密钥不显示',
    },
    prints: { en: 'the result', zh: '结果' },
    validate: {
      en: 'read the file and name every fault; calls nobody',
      zh: '读取配置文件并列出全部问题；不连接任何系统',
    },
    show: {
      en: 'show every value and where it comes from, secrets as ***',
      zh: '显示每个配置值及其来源，密钥显示为 ***',
    },
  },
  schedules: {
    does: {
      en: 'bring the Schedules in Temporal to what the configuration says; pause, resume, trigger, list, delete them',
      zh: '让 Temporal 中的定时计划与配置一致；暂停、继续、立即触发、列出、删除定时计划',
    },
    prints: { en: 'the result', zh: '结果' },
    plan: { en: 'show what apply would do', zh: '显示 apply 将做的改动' },
    apply: {
      en: 'create and change Schedules as configured; shows the difference first',
      zh: '按配置创建和修改定时计划；先显示差异',
    },
    prune: {
      en: 'delete Schedules of ours that are not in the configuration any more',
      zh: '删除配置中已不存在的本系统定时计划',
    },
    list: {
      en: 'show the Schedules, their next time and what became of the last ones',
      zh: '显示定时计划、下次时间和最近的执行情况',
    },
    pause: { en: 'pause Schedules; a run under way goes on', zh: '暂停定时计划；进行中的运行不受影响' },
    all: { en: 'all Schedules', zh: '全部定时计划' },
    note: { en: 'why, for others to read', zh: '暂停原因，供他人查看' },
    resume: { en: 'let paused Schedules go on', zh: '继续已暂停的定时计划' },
    trigger: { en: 'run a Schedule now', zh: '立即执行一次定时计划' },
    delete: { en: 'delete Schedules; runs stay', zh: '删除定时计划；运行记录保留' },
  },
  alerts: {
    does: {
      en: 'send a test message to the alert channels and show what they answer',
      zh: '向告警通道发送测试消息，并显示对方的应答',
    },
    prints: { en: 'what became of each message', zh: '每条消息的结果' },
    test: {
      en: 'send a test message to one channel, or to all, at once and once',
      zh: '向一个或全部通道立即发送一条测试消息，只发一次',
    },
  },
  worker: {
    does: { en: 'run a worker until it is stopped', zh: '运行一个 worker，直到被停止' },
    prints: { en: 'one line when it is ready', zh: '一行就绪信息' },
  },
  completion: {
    does: {
      en: 'print what completes verbs, options and schemes in bash, zsh or fish',
      zh: '输出 bash、zsh 或 fish 的补全脚本，补全命令、选项和方案名',
    },
  },
  sandbox: {
    does: {
      en: 'simulate the platforms; prints one JSON line with addresses and credentials when ready',
      zh: '模拟各平台；就绪时输出一行 JSON，含地址和凭据',
    },
    port: { en: 'port to listen on, 0 for any free one', zh: '监听端口，0 表示任意空闲端口' },
    host: { en: 'address to listen on', zh: '监听地址' },
    seed: { en: 'seed of the default data', zh: '默认数据的随机种子' },
    size: { en: 'rows of a collection (repeatable)', zh: '某个集合的行数（可重复）' },
    json: { en: 'accepted for uniformity: the line is always JSON', zh: '仅为统一用法：输出总是 JSON' },
  },
} satisfies Messages;
