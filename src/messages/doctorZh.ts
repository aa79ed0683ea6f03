import type { Words } from './en';

/** What `jinqiao check` says of the Temporal server, in Chinese. */
export const check: Words['check'] = {
  step: {
    reachable: '可达',
    clock: '时钟',
    credentials: '凭据',
    permission: '权限',
    namespace: '命名空间',
    'search attributes': '搜索属性',
    worker: 'worker',
    unexpected: '意外错误',
  },
  unreachable: '请用 `jinqiao dev` 启动，或更正 TEMPORAL_ADDRESS 或 temporal.address',
  createNamespace: (command) => `请创建：${command}`,
  missingAttributes: (names) => `缺少或类型不符：${names}`,
  createAttributes: (command) => `请创建：${command}`,
  listens: (queue) => `正在监听 ${queue}`,
  nobody: (queue) => `没有 worker 监听 ${queue}`,
  startWorker: '请用 `jinqiao worker` 启动一个',
  plainHttp: (names) => `${names} 的密钥和数据以明文 http 发往非本地主机：请改用 https`,
};

/** What `jinqiao doctor` says, in Chinese. */
export const doctor: Words['doctor'] = {
  name: {
    node: 'Node.js',
    jinqiao: '金桥',
    sdk: 'Temporal SDK',
    'time zone': '时区',
    disk: '磁盘',
    ports: '端口',
    configuration: '配置',
    'secret files': '密钥文件',
    encryption: '加密',
    server: 'Temporal 服务端',
    namespace: '命名空间',
    'search attributes': '搜索属性',
    worker: 'worker',
    'server version': '服务端版本',
    retention: '保留期',
    'worker build': 'worker 构建',
    clock: '时钟',
    workflows: '工作流',
    schedules: '定时计划',
    'alerts workflow': '告警工作流',
    alerts: '告警',
    unexpected: '意外错误',
  },
  node: { needs: (range) => `请安装 Node.js ${range}` },
  configuration: {
    advice: '`jinqiao config validate` 列出全部问题',
    ok: (file) => `${file} 有效`,
  },
  ports: {
    free: (ports) => `空闲：${ports}`,
    taken: (ports) => `被占用：${ports}；\`jinqiao dev\` 会换用其他端口`,
  },
  retention: {
    days: (days) => `已结束的运行保留 ${days} 天`,
    unknown: '服务端没有告知',
    advice: (least, command) =>
      `过期后，已放弃的记录和上次的同步位置都会丢失；生产环境至少保留 ${least} 天，请执行：${command}`,
  },
  worker: {
    build: (names) => `在线：${names}`,
    other: (build) => `它的工作流与本目录的构建不同：${build}`,
    advice: '请从本目录重启 worker，或在 worker 的目录中执行本命令',
  },
  workflows: {
    ok: '没有任务反复失败的',
    stuck: (count, ids) => `${count} 个停滞，其工作流任务反复失败：${ids}`,
    advice: '错误见其 Temporal UI 页面；请恢复启动它们时的构建，或终止后重新启动',
  },
  alertsWorkflow: {
    say: { answers: '有应答', silent: '没有应答', missing: '没有运行' },
    advice: '在此之前不会发出任何告警：请重启 worker，由它启动；若它停滞，请先终止',
  },
  schedules: {
    asConfigured: (count) => `${count} 个，与配置一致，没有暂停的`,
    paused: (ids) => `已暂停：${ids}`,
    advice:
      '`jinqiao schedules list` 显示暂停原因；`jinqiao schedules plan` 显示与配置的差异，`apply` 使其与配置一致',
  },
  alerts: {
    taken: '各通道都能收到消息',
    trouble: (channel, tried, lost) => `${channel}：${tried} 条尚未送达，最近一天放弃了 ${lost} 条`,
    advice: '用 `jinqiao alerts test` 查看该通道的应答；每条消息是一个 `deliverAlert` 工作流',
  },
  clock: {
    agrees: (seconds) => `本机与服务端时间相差不超过 ${seconds} 秒`,
    ahead: (seconds) => `本机比服务端至少快 ${seconds} 秒，或者 worker 刚刚停止`,
    behind: (seconds) => `本机比服务端至少慢 ${seconds} 秒`,
    advice: '请用 NTP 校准时钟：时间段、签名和调用限额都以它为准',
  },
  disk: {
    free: (size, folder) => `${folder} 剩余 ${size} GB`,
    advice: '请清理磁盘：日志和原始应答保存在这里',
  },
  files: {
    none: '没有 .env，也没有密钥文件',
    closed: (count) => `${count} 个文件，其他用户都不可读`,
    open: (files) => `其他用户可读：${files}`,
    advice: (files) => `chmod 600 ${files}`,
  },
  encryption: {
    advice: '请向平台或其管理员索取 https 地址',
    ok: 'https，或本地主机',
  },
  zone: {
    detail: (zone) => `${zone}；时间段和日期始终按 Asia/Shanghai 计算`,
    missing: '该 Node.js 不认识 Asia/Shanghai',
    advice: '请安装带完整 ICU 数据的 Node.js',
  },
};
