import type { Messages } from './language';

/** The steps of `jinqiao check` at the Temporal server. */
export const check = {
  step: {
    reachable: { en: 'reachable', zh: '可达' },
    clock: { en: 'clock', zh: '时钟' },
    credentials: { en: 'credentials', zh: '凭据' },
    permission: { en: 'permission', zh: '权限' },
    namespace: { en: 'namespace', zh: '命名空间' },
    'search attributes': { en: 'search attributes', zh: '搜索属性' },
    worker: { en: 'worker', zh: 'worker' },
    unexpected: { en: 'unexpected', zh: '意外错误' },
  },
  unreachable: {
    en: 'start it with `jinqiao dev`, or correct TEMPORAL_ADDRESS or temporal.address',
    zh: '请用 `jinqiao dev` 启动，或更正 TEMPORAL_ADDRESS 或 temporal.address',
  },
  createNamespace: (command: string) => ({ en: `create it: ${command}`, zh: `请创建：${command}` }),
  missingAttributes: (names: string) => ({
    en: `missing or of another type: ${names}`,
    zh: `缺少或类型不符：${names}`,
  }),
  createAttributes: (command: string) => ({ en: `create them: ${command}`, zh: `请创建：${command}` }),
  listens: (queue: string) => ({ en: `listens on ${queue}`, zh: `正在监听 ${queue}` }),
  nobody: (queue: string) => ({ en: `none listens on ${queue}`, zh: `没有 worker 监听 ${queue}` }),
  startWorker: { en: 'start one with `jinqiao worker`', zh: '请用 `jinqiao worker` 启动一个' },
  plainHttp: (names: string) => ({
    en: `secrets and records of ${names} go over plain http to a host that is not local: use https`,
    zh: `${names} 的密钥和数据以明文 http 发往非本地主机：请改用 https`,
  }),
} satisfies Messages;

/** The lines of `jinqiao doctor`. */
export const doctor = {
  name: {
    node: { en: 'Node.js', zh: 'Node.js' },
    jinqiao: { en: 'jinqiao', zh: '金桥' },
    sdk: { en: 'Temporal SDK', zh: 'Temporal SDK' },
    'time zone': { en: 'time zone', zh: '时区' },
    disk: { en: 'disk', zh: '磁盘' },
    ports: { en: 'ports', zh: '端口' },
    configuration: { en: 'configuration', zh: '配置' },
    'secret files': { en: 'secret files', zh: '密钥文件' },
    encryption: { en: 'encryption', zh: '加密' },
    server: { en: 'Temporal server', zh: 'Temporal 服务端' },
    namespace: { en: 'namespace', zh: '命名空间' },
    'search attributes': { en: 'search attributes', zh: '搜索属性' },
    worker: { en: 'worker', zh: 'worker' },
    'server version': { en: 'server version', zh: '服务端版本' },
    retention: { en: 'retention', zh: '保留期' },
    'worker build': { en: 'worker build', zh: 'worker 构建' },
    clock: { en: 'clock', zh: '时钟' },
    workflows: { en: 'workflows', zh: '工作流' },
    schedules: { en: 'Schedules', zh: '定时计划' },
    'alerts workflow': { en: 'alerts workflow', zh: '告警工作流' },
    alerts: { en: 'alerts', zh: '告警' },
    unexpected: { en: 'unexpected', zh: '意外错误' },
  },
  node: {
    needs: (range: string) => ({ en: `install Node.js ${range}`, zh: `请安装 Node.js ${range}` }),
  },
  configuration: {
    advice: {
      en: '`jinqiao config validate` lists every fault',
      zh: '`jinqiao config validate` 列出全部问题',
    },
    ok: (file: string) => ({ en: `${file} is valid`, zh: `${file} 有效` }),
  },
  ports: {
    free: (ports: string) => ({ en: `free: ${ports}`, zh: `空闲：${ports}` }),
    taken: (ports: string) => ({
      en: `taken: ${ports}; \`jinqiao dev\` takes others in their place`,
      zh: `被占用：${ports}；\`jinqiao dev\` 会换用其他端口`,
    }),
  },
  retention: {
    days: (days: string) => ({
      en: `closed runs are kept for ${days} days`,
      zh: `已结束的运行保留 ${days} 天`,
    }),
    unknown: { en: 'the server does not tell', zh: '服务端没有告知' },
    advice: (least: number, command: string) => ({
      en: `discarded records and the last watermark are forgotten after that; for production at least ${least} days: ${command}`,
      zh: `过期后，已放弃的记录和上次的同步位置都会丢失；生产环境至少保留 ${least} 天，请执行：${command}`,
    }),
  },
  worker: {
    build: (names: string) => ({ en: `listens: ${names}`, zh: `在线：${names}` }),
    other: (build: string) => ({
      en: `its workflows are another build than this checkout's: ${build}`,
      zh: `它的工作流与本目录的构建不同：${build}`,
    }),
    advice: {
      en: 'restart the workers from this checkout, or run this command from theirs',
      zh: '请从本目录重启 worker，或在 worker 的目录中执行本命令',
    },
  },
  workflows: {
    ok: { en: 'none whose tasks fail again and again', zh: '没有任务反复失败的' },
    stuck: (count: number, ids: string) => ({
      en: `${count} stand still, their workflow tasks fail: ${ids}`,
      zh: `${count} 个停滞，其工作流任务反复失败：${ids}`,
    }),
    advice: {
      en: 'their page in the Temporal UI shows the error; put back the build that they were started with, or terminate them and start anew',
      zh: '错误见其 Temporal UI 页面；请恢复启动它们时的构建，或终止后重新启动',
    },
  },
  alertsWorkflow: {
    state: {
      answers: { en: 'answers', zh: '有应答' },
      silent: { en: 'does not answer', zh: '没有应答' },
      missing: { en: 'does not run', zh: '没有运行' },
    },
    advice: {
      en: 'nothing is told until it does: restart the workers, which start it; where it stands still, terminate it first',
      zh: '在此之前不会发出任何告警：请重启 worker，由它启动；若它停滞，请先终止',
    },
  },
  schedules: {
    asConfigured: (count: number) => ({
      en: `${count}, as configured, none paused`,
      zh: `${count} 个，与配置一致，没有暂停的`,
    }),
    paused: (ids: string) => ({ en: `paused: ${ids}`, zh: `已暂停：${ids}` }),
    advice: {
      en: '`jinqiao schedules list` shows why one is paused; `jinqiao schedules plan` shows what differs from the configuration, `apply` brings it there',
      zh: '`jinqiao schedules list` 显示暂停原因；`jinqiao schedules plan` 显示与配置的差异，`apply` 使其与配置一致',
    },
  },
  alerts: {
    taken: { en: 'every channel takes its messages', zh: '各通道都能收到消息' },
    trouble: (channel: string, tried: number, lost: number) => ({
      en: `${channel}: ${tried} messages not taken yet, ${lost} given up in the last day`,
      zh: `${channel}：${tried} 条尚未送达，最近一天放弃了 ${lost} 条`,
    }),
    advice: {
      en: '`jinqiao alerts test` shows what the channel answers; the messages are workflows `deliverAlert`',
      zh: '用 `jinqiao alerts test` 查看该通道的应答；每条消息是一个 `deliverAlert` 工作流',
    },
  },
  clock: {
    agrees: (seconds: number) => ({
      en: `this host and the server agree to within ${seconds} s`,
      zh: `本机与服务端时间相差不超过 ${seconds} 秒`,
    }),
    ahead: (seconds: number) => ({
      en: `this host is at least ${seconds} s ahead of the server, or its workers have just stopped`,
      zh: `本机比服务端至少快 ${seconds} 秒，或者 worker 刚刚停止`,
    }),
    behind: (seconds: number) => ({
      en: `this host is at least ${seconds} s behind the server`,
      zh: `本机比服务端至少慢 ${seconds} 秒`,
    }),
    advice: {
      en: 'set the clock by NTP: windows, signatures and budgets go by it',
      zh: '请用 NTP 校准时钟：时间段、签名和调用额度都以它为准',
    },
  },
  disk: {
    free: (size: string, folder: string) => ({
      en: `${size} GB free in ${folder}`,
      zh: `${folder} 剩余 ${size} GB`,
    }),
    advice: { en: 'make room: logs and answers are kept here', zh: '请清理磁盘：日志和原始应答保存在这里' },
  },
  files: {
    none: { en: 'no .env and no secret files', zh: '没有 .env，也没有密钥文件' },
    closed: (count: number) => ({
      en: `${count} files, none readable by others`,
      zh: `${count} 个文件，其他用户都不可读`,
    }),
    open: (files: string) => ({ en: `readable by others: ${files}`, zh: `其他用户可读：${files}` }),
  },
  encryption: {
    advice: {
      en: 'ask the platform or its administrator for an https address',
      zh: '请向平台或其管理员索取 https 地址',
    },
    ok: { en: 'https, or a local host', zh: 'https，或本地主机' },
  },
  zone: {
    detail: (zone: string) => ({
      en: `${zone}; windows and days are Asia/Shanghai whatever it is`,
      zh: `${zone}；时间段和日期始终按 Asia/Shanghai 计算`,
    }),
    missing: { en: 'this Node.js does not know Asia/Shanghai', zh: '该 Node.js 不认识 Asia/Shanghai' },
    advice: { en: 'install a Node.js with full ICU data', zh: '请安装带完整 ICU 数据的 Node.js' },
  },
} satisfies Messages;
