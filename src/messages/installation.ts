import type { Messages } from './language';

/** The Schedules in Temporal and those of the configuration. */
export const schedules = {
  schedule: { en: 'schedule', zh: '定时计划' },
  zone: { en: 'time zone', zh: '时区' },
  next: { en: 'next', zh: '下次' },
  last: { en: 'last', zh: '上次' },
  runs: { en: 'runs', zh: '运行次数' },
  skipped: { en: 'skipped', zh: '跳过' },
  missed: { en: 'missed', zh: '错过' },
  state: { en: 'state', zh: '状态' },
  what: { en: 'what', zh: '动作' },
  member: { en: 'member', zh: '配置项' },
  held: { en: 'in Temporal', zh: 'Temporal 中' },
  wanted: { en: 'configured', zh: '配置' },
  none: {
    en: 'no Schedules: neither in the configuration nor in Temporal',
    zh: '没有定时计划：配置和 Temporal 中都没有',
  },
  noneYet: {
    en: 'no Schedules; `jinqiao schedules apply` makes those of the configuration',
    zh: '没有定时计划；`jinqiao schedules apply` 会按配置创建',
  },
  kind: {
    create: { en: 'create', zh: '新建' },
    change: { en: 'change', zh: '修改' },
    orphan: { en: 'orphan', zh: '配置中已无' },
    unchanged: { en: 'unchanged', zh: '不变' },
  },
  done: {
    paused: (id: string) => ({ en: `paused ${id}`, zh: `已暂停 ${id}` }),
    resumed: (id: string) => ({ en: `resumed ${id}`, zh: `已继续 ${id}` }),
    deleted: (id: string) => ({ en: `deleted ${id}`, zh: `已删除 ${id}` }),
    triggered: (id: string) => ({ en: `triggered ${id}`, zh: `已触发 ${id}` }),
  },
  noneNamed: { en: 'no Schedule named', zh: '没有指定定时计划' },
  howToName: { en: 'name schemes, or use --all', zh: '请写出方案名，或使用 --all' },
  missing: (id: string) => ({ en: `there is no Schedule ${id}`, zh: `没有定时计划 ${id}` }),
  thereAre: (ids: string) => ({ en: `there are: ${ids}`, zh: `现有：${ids}` }),
  apply: { en: 'make it with `jinqiao schedules apply`', zh: '请用 `jinqiao schedules apply` 创建' },
} satisfies Messages;

/** The alert channels. */
export const alerts = {
  none: (file: string) => ({ en: `no alert channel in ${file}`, zh: `${file} 中没有告警通道` }),
  add: { en: 'add one under alerts.channels', zh: '请在 alerts.channels 下添加' },
  unknown: (name: string) => ({ en: `there is no alert channel "${name}"`, zh: `没有告警通道“${name}”` }),
  testAdvice: {
    en: 'This channel can be reached; there is nothing to do.',
    zh: '收到此消息说明告警通道可用，无需处理。',
  },
  channel: { en: 'channel', zh: '通道' },
  format: { en: 'format', zh: '格式' },
  message: { en: 'message', zh: '消息' },
  answer: { en: 'answer', zh: '应答' },
  delivered: { en: 'delivered', zh: '已送达' },
  notDelivered: { en: 'not delivered', zh: '未送达' },
} satisfies Messages;
