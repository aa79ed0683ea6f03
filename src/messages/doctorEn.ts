/** What `jinqiao check` says of the Temporal server, in English. */
export const check = {
  step: {
    reachable: 'reachable',
    clock: 'clock',
    credentials: 'credentials',
    permission: 'permission',
    namespace: 'namespace',
    'search attributes': 'search attributes',
    worker: 'worker',
    unexpected: 'unexpected',
  },
  unreachable: 'start it with `jinqiao dev`, or correct TEMPORAL_ADDRESS or temporal.address',
  createNamespace: (command: string) => `create it: ${command}`,
  missingAttributes: (names: string) => `missing or of another type: ${names}`,
  createAttributes: (command: string) => `create them: ${command}`,
  listens: (queue: string) => `listens on ${queue}`,
  nobody: (queue: string) => `none listens on ${queue}`,
  startWorker: 'start one with `jinqiao worker`',
  plainHttp: (names: string) =>
    `secrets and records of ${names} go over plain http to a host that is not local: use https`,
};

/** What `jinqiao doctor` says, in English. */
export const doctor = {
  name: {
    node: 'Node.js',
    jinqiao: 'jinqiao',
    sdk: 'Temporal SDK',
    'time zone': 'time zone',
    disk: 'disk',
    ports: 'ports',
    configuration: 'configuration',
    'secret files': 'secret files',
    encryption: 'encryption',
    server: 'Temporal server',
    namespace: 'namespace',
    'search attributes': 'search attributes',
    worker: 'worker',
    'server version': 'server version',
    retention: 'retention',
    'worker build': 'worker build',
    clock: 'clock',
    workflows: 'workflows',
    schedules: 'Schedules',
    'alerts workflow': 'alerts workflow',
    alerts: 'alerts',
    unexpected: 'unexpected',
  },
  node: { needs: (range: string) => `install Node.js ${range}` },
  configuration: {
    advice: '`jinqiao config validate` lists every fault',
    ok: (file: string) => `${file} is valid`,
  },
  ports: {
    free: (ports: string) => `free: ${ports}`,
    taken: (ports: string) => `taken: ${ports}; \`jinqiao dev\` takes others in their place`,
  },
  retention: {
    days: (days: string) => `closed runs are kept for ${days} days`,
    unknown: 'the server does not tell',
    advice: (least: number, command: string) =>
      `discarded records and the last watermark are forgotten after that; for production at least ${least} days: ${command}`,
  },
  worker: {
    build: (names: string) => `listens: ${names}`,
    other: (build: string) => `its workflows are another build than this checkout's: ${build}`,
    advice: 'restart the workers from this checkout, or run this command from theirs',
  },
  workflows: {
    ok: 'none whose tasks fail again and again',
    stuck: (count: number, ids: string) => `${count} stand still, their workflow tasks fail: ${ids}`,
    advice:
      'their page in the Temporal UI shows the error; put back the build that they were started with, or terminate them and start anew',
  },
  alertsWorkflow: {
    say: { answers: 'answers', silent: 'does not answer', missing: 'does not run' },
    advice:
      'nothing is told until it does: restart the workers, which start it; where it stands still, terminate it first',
  },
  schedules: {
    asConfigured: (count: number) => `${count}, as configured, none paused`,
    paused: (ids: string) => `paused: ${ids}`,
    advice:
      '`jinqiao schedules list` shows why one is paused; `jinqiao schedules plan` shows what differs from the configuration, `apply` brings it there',
  },
  alerts: {
    taken: 'every channel takes its messages',
    trouble: (channel: string, tried: number, lost: number) =>
      `${channel}: ${tried} messages not taken yet, ${lost} given up in the last day`,
    advice: '`jinqiao alerts test` shows what the channel answers; the messages are workflows `deliverAlert`',
  },
  clock: {
    agrees: (seconds: number) => `this host and the server agree to within ${seconds} s`,
    ahead: (seconds: number) =>
      `this host is at least ${seconds} s ahead of the server, or its workers have just stopped`,
    behind: (seconds: number) => `this host is at least ${seconds} s behind the server`,
    advice: 'set the clock by NTP: windows, signatures and budgets go by it',
  },
  disk: {
    free: (size: string, folder: string) => `${size} GB free in ${folder}`,
    advice: 'make room: logs and answers are kept here',
  },
  files: {
    none: 'no .env and no secret files',
    closed: (count: number) => `${count} files, none readable by others`,
    open: (files: string) => `readable by others: ${files}`,
    advice: (files: string) => `chmod 600 ${files}`,
  },
  encryption: {
    advice: 'ask the platform or its administrator for an https address',
    ok: 'https, or a local host',
  },
  zone: {
    detail: (zone: string) => `${zone}; windows and days are Asia/Shanghai whatever it is`,
    missing: 'this Node.js does not know Asia/Shanghai',
    advice: 'install a Node.js with full ICU data',
  },
};
