import type { AlertReason, Notification, ChannelSettings, Alert, AlertKind } from '../../contract/alerts';
import type { Bilingual } from '../../contract/bilingual';
import { DIFFERENCE_NAMES } from '../../contract/reconcile';
import { shanghaiTime } from '../../contract/time';
import { inert } from '../../contract/visible';

type Language = keyof Bilingual;

/** Reasons and keys of an alert that are shown. */
const FEW = 5;

/** Longest line of a failure. */
const LONGEST = 300;

/** The languages of a channel, Chinese first. */
export function languagesOf({ language }: Pick<ChannelSettings, 'language'>): readonly Language[] {
  return language === 'both' ? ['zh', 'en'] : [language];
}

/** A message in one line, for notifications: of the first alert, with how many follow. */
export function titleOf(notifications: readonly Notification[], languages: readonly Language[]): string {
  const [first] = notifications;
  if (!first) return '';
  const more = notifications.length > 1 ? ` (+${notifications.length - 1})` : '';
  return `${KEYWORD} · ${languages.map((language) => headOf(first, language)).join(' / ')} · ${first.scheme}${more}`;
}

/** One alert as lines, a block a language. Times are Asia/Shanghai. */
export function linesOf(notification: Notification, languages: readonly Language[]): readonly string[] {
  return [
    `${stateWords[notification.state].sign} ${KEYWORD} · ${languages.map((language) => headOf(notification, language)).join(' / ')}`,
    ...languages.map((language) => notification.title?.[language]).filter((title) => title !== undefined),
    notification.scheme,
    ...languages.flatMap((language) => bodyOf(notification, language)),
    ...whereOf(notification),
  ];
}

function headOf(notification: Notification, language: Language): string {
  const { state } = notification;
  if (state === 'test') return stateWords.test[language];
  return [stateWords[state][language], wordsOf(notification).name[language]]
    .filter(Boolean)
    .join(language === 'zh' ? '：' : ': ');
}

function bodyOf(notification: Notification, language: Language): string[] {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const { window, counts = {}, reasons = [], keys = [], message, suppressed, state } = notification;
  const since =
    notification.since === notification.at ? '' : ` (${say('始于', 'since')} ${clock(notification.since)})`;
  const advice = (notification.advice ?? wordsOf(notification).advice)[language];
  const colon = say('：', ': ');
  return [
    `${say('时间', 'at')}${colon}${clock(notification.at)}${since}`,
    ...(window ? [`${say('时间段', 'window')}${colon}${window.from || '…'} — ${window.to}`] : []),
    ...countsLine(counts, language),
    ...(message ? [`${say('信息', 'message')}${colon}${inert(message[language]).slice(0, LONGEST)}`] : []),
    ...reasons
      .slice(0, FEW)
      .map((reason) => `${say('原因', 'reason')}${colon}${reasonLine(reason, language)}`),
    ...(keys.length > 0 ? [`${say('记录', 'records')}${colon}${few(keys)}`] : []),
    ...(suppressed
      ? [say(`期间又报告 ${suppressed} 次`, `reported ${suppressed} times more meanwhile`)]
      : []),
    ...(state === 'resolved' || reasons.length > 0 ? [] : [`${say('处理', 'what to do')}${colon}${advice}`]),
  ];
}

function countsLine(counts: Readonly<Record<string, number>>, language: Language): string[] {
  const shown = Object.entries(countWords)
    .filter(([name]) => (counts[name] ?? 0) > 0 || (name in counts && name === 'read'))
    .map(([name, word]) => `${word[language]} ${counts[name]}`);
  return shown.length > 0 ? [shown.join(language === 'zh' ? '，' : ', ')] : [];
}

function reasonLine({ cause, field, advice, keys }: AlertReason, language: Language): string {
  const where = field === undefined ? '' : ` (${inert(field)})`;
  const what = advice ?? wordsOf({ kind: 'new-reason' }).advice;
  return `${cause}${where} · ${few(keys)} · ${what[language]}`;
}

function whereOf({ run, url }: Notification): string[] {
  if (url) return [url];
  return run ? [run.workflowId] : [];
}

function few(keys: readonly string[]): string {
  return [...keys.slice(0, FEW).map(inert), ...(keys.length > FEW ? [`… +${keys.length - FEW}`] : [])].join(
    ', ',
  );
}

function clock(moment: string): string {
  return shanghaiTime(Date.parse(moment));
}

interface KindWords {
  readonly name: Bilingual;
  readonly advice: Bilingual;
}

/** What a kind is called, and what to do about it; the compiler asks for every one. */
const kindWords: Readonly<Record<AlertKind, KindWords>> = {
  failed: {
    name: { zh: '运行失败', en: 'run failed' },
    advice: {
      zh: '请打开运行页面查看原因，排除后重新运行；下次成功运行会补读遗漏的时间段。',
      en: 'Open the run, remove the cause and run again; the next run that succeeds reads what this one missed.',
    },
  },
  paused: {
    name: { zh: '运行已暂停', en: 'run paused' },
    advice: {
      zh: '请先查看拒绝原因（jinqiao failures），排除后发送 resume 继续，或取消运行。',
      en: 'Look at the reasons (jinqiao failures), then send resume, or cancel the run.',
    },
  },
  'schedule-paused': {
    name: { zh: '定时计划已暂停', en: 'Schedule paused' },
    advice: {
      zh: '恢复之前不再定时运行。请先排除原因，再恢复定时计划；下一次运行会补读遗漏的时间段。',
      en: 'Nothing runs by itself until it is resumed: remove the cause, then resume; the next run reads what was missed.',
    },
  },
  missed: {
    name: { zh: '错过计划运行', en: 'scheduled run missed' },
    advice: {
      zh: '请检查 worker 与 Temporal 服务，然后用 jinqiao schedules list 查看，必要时 jinqiao schedules trigger 补跑。',
      en: 'Check worker and Temporal server, look with jinqiao schedules list, and catch up with jinqiao schedules trigger.',
    },
  },
  difference: {
    name: { zh: '对账有差异', en: 'reconciliation differs' },
    advice: {
      zh: '请运行 jinqiao reconcile 查看明细，可用 --repair 补传。',
      en: 'See the records with jinqiao reconcile; --repair brings what is missing.',
    },
  },
  warning: {
    name: { zh: '运行警告', en: 'warning of a run' },
    advice: { zh: '请打开运行页面查看。', en: 'Look at the run.' },
  },
  'new-reason': {
    name: { zh: '出现新的拒绝原因', en: 'refused for a new reason' },
    advice: {
      zh: '请用 jinqiao failures 查看，处理后 jinqiao retry。',
      en: 'See jinqiao failures; then jinqiao retry.',
    },
  },
  'in-doubt': {
    name: { zh: '写入结果待核实', en: 'write in doubt' },
    advice: {
      zh: '请在目标系统中查找这些单据，勿直接重传；核实后用 jinqiao retry 或 jinqiao discard。',
      en: 'Look for these documents in the target before anything is sent again; then jinqiao retry or jinqiao discard.',
    },
  },
};

const failedReconciliation: KindWords = {
  name: { zh: '对账失败', en: 'reconciliation failed' },
  advice: {
    zh: '这段时间尚未对账。请打开对账页面查看原因，排除后用 jinqiao reconcile 对同一时间段重新对账。',
    en: 'These days are not compared. Open the reconciliation, remove the cause and run jinqiao reconcile for the same days again.',
  },
};

/** What an alert is called, and what to do about it. */
export function wordsOf({ kind, of }: Pick<Alert, 'kind' | 'of'>): KindWords {
  return kind === 'failed' && of === 'reconciliation' ? failedReconciliation : kindWords[kind];
}

/** The program's own name, in every message: robots with a keyword rule (关键词) take only messages that hold it. */
export const KEYWORD = '金桥 Jinqiao';

/** What a state is called: sign and word. */
export const stateWords: Readonly<Record<Notification['state'], { readonly sign: string } & Bilingual>> = {
  raised: { sign: '🔴', zh: '', en: '' },
  still: { sign: '🟠', zh: '仍未恢复', en: 'still' },
  resolved: { sign: '🟢', zh: '已恢复', en: 'resolved' },
  test: { sign: '🔔', zh: '测试消息', en: 'test message' },
};

const { same: _same, ...differenceNames } = DIFFERENCE_NAMES;

/** Counts as they are shown, in their order. */
const countWords: Readonly<Record<string, Bilingual>> = {
  read: { zh: '读取', en: 'read' },
  created: { zh: '新增', en: 'created' },
  unchanged: { zh: '未变', en: 'unchanged' },
  audited: { zh: '补审核', en: 'audited' },
  skipped: { zh: '跳过', en: 'skipped' },
  rejected: { zh: '拒绝', en: 'rejected' },
  inDoubt: { zh: '待核实', en: 'in doubt' },
  ...differenceNames,
  missed: { zh: '错过', en: 'missed' },
};
