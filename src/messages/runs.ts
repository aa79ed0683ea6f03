import type { Bilingual } from '../contract/bilingual';
import { stateWords } from '../workflows/words';
import type { Messages } from './language';

/** How a run or a Schedule stands. */
export const state = {
  planning: { en: 'planning', zh: stateWords.planning },
  starting: { en: 'starting', zh: '启动中' },
  running: { en: 'running', zh: stateWords.running },
  paused: { en: 'paused', zh: stateWords.paused },
  stopping: { en: 'stopping', zh: stateWords.stopping },
  finished: { en: 'finished', zh: stateWords.finished },
  clean: { en: 'clean', zh: stateWords.clean },
  attention: { en: 'attention', zh: stateWords.attention },
  failed: { en: 'failed', zh: stateWords.failed },
  cancelled: { en: 'cancelled', zh: stateWords.cancelled },
  waiting: { en: 'waiting', zh: '等待中' },
} satisfies Messages;

/** What became of a run's records, as columns. */
export const count = {
  created: { en: 'created', zh: '新增' },
  unchanged: { en: 'unchanged', zh: '未变' },
  audited: { en: 'audited', zh: '补审核' },
  skipped: { en: 'skipped', zh: '跳过' },
  rejected: { en: 'rejected', zh: '拒绝' },
  inDoubt: { en: 'in doubt', zh: '待核实' },
} satisfies Messages;

/** Headings of tables and of the facts of a run. */
export const head = {
  run: { en: 'run', zh: '运行' },
  scheme: { en: 'scheme', zh: '方案' },
  workflow: { en: 'workflow id', zh: '工作流 ID' },
  outcome: { en: 'outcome', zh: '结果' },
  window: { en: 'window', zh: '时间段' },
  pages: { en: 'pages', zh: '页数' },
  page: { en: 'page', zh: '页' },
  read: { en: 'read', zh: '读取' },
  seconds: { en: 'seconds', zh: '秒' },
  started: { en: 'started', zh: '开始时间' },
  took: { en: 'took', zh: '用时' },
  synced: { en: 'synced through', zh: '已同步到' },
  rejected: { en: 'rejected', zh: '被拒绝' },
  field: { en: 'field', zh: '字段' },
  reason: { en: 'reason', zh: '原因' },
  advice: { en: 'what to do', zh: '处理建议' },
  differing: { en: 'fields that differ, not overwritten', zh: '不一致的字段（未覆盖）' },
  slices: { en: 'slices', zh: '时间片' },
  expected: { en: 'expected to end', zh: '预计完成' },
  inFlight: { en: 'pages in flight', zh: '处理中的页' },
  route: { en: 'route', zh: '流向' },
  repairs: { en: 'open repairs', zh: '待处理记录' },
  because: { en: 'paused because', zh: '暂停原因' },
  changed: { en: 'changed', zh: '有差异' },
  value: { en: 'value', zh: '值' },
  key: { en: 'key', zh: '配置项' },
  from: { en: 'from', zh: '来自' },
} satisfies Messages;

/** How long something took. */
export const took = {
  seconds: (seconds: string) => ({ en: `${seconds} s`, zh: `${seconds} 秒` }),
  minutes: (minutes: number, seconds: number) => ({
    en: `${minutes} min ${seconds} s`,
    zh: `${minutes} 分 ${seconds} 秒`,
  }),
  hours: (hours: number, minutes: number) => ({
    en: `${hours} h ${minutes} min`,
    zh: `${hours} 小时 ${minutes} 分`,
  }),
} satisfies Messages;

/** Starting and following a run. */
export const run = {
  started: (id: string) => ({ en: `started ${id}`, zh: `已启动 ${id}` }),
  id: (id: string) => ({ en: `run id  ${id}`, zh: `运行 ID ${id}` }),
  watch: (url: string) => ({ en: `watch   ${url}`, zh: `查看    ${url}` }),
  noWorker: (queue: string) => ({
    en: `No worker listens on task queue "${queue}": the run waits until one is started with \`jinqiao worker\`.`,
    zh: `任务队列“${queue}”上没有 worker：运行会一直等待，直到用 \`jinqiao worker\` 启动一个。`,
  }),
  openRepairs: (scheme: string) => ({
    en: `open repairs: jinqiao failures ${scheme}`,
    zh: `待处理记录：jinqiao failures ${scheme}`,
  }),
  stoppedWatching: { en: 'stopped watching', zh: '已停止观看' },
  goesOn: (url: string) => ({ en: `the run goes on: ${url}`, zh: `运行仍在继续：${url}` }),
  isRunning: (id: string) => ({ en: `${id} is running already`, zh: `${id} 正在运行` }),
  waitOrCancel: {
    en: 'wait for it to end, or cancel it: jinqiao cancel',
    zh: '请等它结束，或取消它：jinqiao cancel',
  },
  waitOrCancelInUi: {
    en: 'wait for it to end, or cancel it in the Temporal UI',
    zh: '请等它结束，或在 Temporal 界面取消',
  },
  was: (id: string, how: Bilingual) => ({ en: `${id} was ${how.en}`, zh: `${id} ${how.zh}` }),
  failed: (id: string, why: string) => ({ en: `${id} failed: ${why}`, zh: `${id} 失败：${why}` }),
  terminated: { en: 'terminated', zh: '已终止' },
  further: (count: number) => ({ en: `, and ${count} more`, zh: `，另有 ${count} 个` }),
  slicesOf: (done: number, total: number) => ({
    en: `slices ${done} of ${total}`,
    zh: `时间片 ${done} / ${total}`,
  }),
  until: (time: string) => ({ en: `done about ${time}`, zh: `预计 ${time} 完成` }),
  page: (count: number) => ({ en: `page ${count}`, zh: `第 ${count} 页` }),
  read: (count: number) => ({ en: `${count} read`, zh: `已读 ${count} 条` }),
} satisfies Messages;

/** Listing, showing and steering runs. */
export const runs = {
  none: { en: 'no run of a scheme on this task queue', zh: '该任务队列上没有方案运行记录' },
  noneRunning: (name: string) => ({ en: `no run of ${name} is under way`, zh: `${name} 没有进行中的运行` }),
  nothingRuns: { en: 'no run is under way', zh: '没有进行中的运行' },
  nothingSent: {
    en: 'nothing was sent; `jinqiao runs --state running` and `--state paused` list what there is',
    zh: '没有发送任何请求；`jinqiao runs --state running` 和 `--state paused` 列出进行中的运行',
  },
  nothingChosen: { en: 'no run is named', zh: '没有指定运行' },
  howToChoose: {
    en: 'name workflow ids or schemes, or use --all',
    zh: '请写出工作流 ID 或方案名，或使用 --all',
  },
  oneChoice: { en: 'give names, or --all', zh: '名称与 --all 只能选一种' },
  unknown: (name: string) => ({
    en: `"${name}" is neither a scheme nor the workflow id of a run`,
    zh: `“${name}”既不是方案名，也不是某次运行的工作流 ID`,
  }),
  neverRan: (scheme: string) => ({
    en: `${scheme} has no run on this task queue`,
    zh: `${scheme} 在该任务队列上还没有运行过`,
  }),
  list: { en: '`jinqiao runs` lists what there is', zh: '`jinqiao runs` 列出现有运行' },
  noScheme: (id: string, type: string) => ({
    en: `${id} is a ${type}, not a run of a scheme`,
    zh: `${id} 是 ${type}，不是方案的运行`,
  }),
  otherQueue: (id: string, queue: string) => ({
    en: `${id} belongs to task queue ${queue}`,
    zh: `${id} 属于任务队列 ${queue}`,
  }),
  noProgress: { en: 'no worker answers, so there are no counts', zh: '没有 worker 应答，因此没有计数' },
  unanswered: (why: string) => ({
    en: `the run does not answer, so there are no counts: ${why}`,
    zh: `该运行没有应答，因此没有计数：${why}`,
  }),
  sent: {
    pause: (id: string) => ({
      en: `pause sent to ${id}: the pages in flight are finished first`,
      zh: `已请求暂停 ${id}：先处理完手上的页`,
    }),
    resume: (id: string) => ({ en: `resume sent to ${id}`, zh: `已请求继续 ${id}` }),
    cancel: (id: string) => ({
      en: `cancel sent to ${id}: the pages in flight are finished first`,
      zh: `已请求取消 ${id}：先处理完手上的页`,
    }),
  },
  unheard: {
    paused: (id: string) => ({
      en: `${id} is paused in Temporal itself and hears nothing: temporal workflow unpause --workflow-id '${id}'`,
      zh: `${id} 已被 Temporal 自身暂停，收不到任何信号：temporal workflow unpause --workflow-id '${id}'`,
    }),
    failing: (id: string, why: Bilingual) => ({
      en: `${id} has not heard it, since its workflow task fails: ${why.en}; it hears once a worker runs that can replay it`,
      zh: `${id} 没有收到，因为它的工作流任务失败：${why.zh}；有能重放它的 worker 运行后才会收到`,
    }),
    unserved: (id: string, queue: string) => ({
      en: `${id} has not heard it, since no worker listens on ${queue}: start one with \`jinqiao worker\``,
      zh: `${id} 没有收到，因为没有 worker 监听 ${queue}：请用 \`jinqiao worker\` 启动一个`,
    }),
    waiting: (id: string, seconds: number) => ({
      en: `${id} has not heard it within ${seconds} s: no worker has taken its task; see \`jinqiao doctor\``,
      zh: `${id} 在 ${seconds} 秒内没有收到：没有 worker 接取它的任务；请运行 \`jinqiao doctor\` 检查`,
    }),
    untold: { en: 'the server does not tell why', zh: '服务端没有告知原因' },
  },
} satisfies Messages;
