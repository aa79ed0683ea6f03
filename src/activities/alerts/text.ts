import type { AlertReason, Told, ChannelSettings } from '../../contract/alerts';
import { type Bilingual, bilingual } from '../../contract/bilingual';
import { shanghaiTime } from '../../contract/shanghai';
import { inert } from '../../contract/visible';
import { countWords, KEYWORD, stateWords, wordsOf } from './words';

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
export function titleOf(told: readonly Told[], languages: readonly Language[]): string {
  const [first] = told;
  if (!first) return '';
  const more = told.length > 1 ? ` (+${told.length - 1})` : '';
  return `${KEYWORD} · ${languages.map((language) => headOf(first, language)).join(' / ')} · ${first.scheme}${more}`;
}

/** One alert as lines, a block a language. Times are Asia/Shanghai. */
export function linesOf(told: Told, languages: readonly Language[]): readonly string[] {
  return [
    `${stateWords[told.state].sign} ${KEYWORD} · ${languages.map((language) => headOf(told, language)).join(' / ')}`,
    ...languages.map((language) => told.title?.[language]).filter((title) => title !== undefined),
    told.scheme,
    ...languages.flatMap((language) => bodyOf(told, language)),
    ...whereOf(told),
  ];
}

function headOf(told: Told, language: Language): string {
  const { state } = told;
  if (state === 'test') return stateWords.test[language];
  return [stateWords[state][language], wordsOf(told).name[language]]
    .filter(Boolean)
    .join(language === 'zh' ? '：' : ': ');
}

function bodyOf(told: Told, language: Language): string[] {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const { window, counts = {}, reasons = [], keys = [], message, suppressed, state } = told;
  const since = told.since === told.at ? '' : ` (${say('始于', 'since')} ${clock(told.since)})`;
  const advice = (told.advice ?? wordsOf(told).advice)[language];
  const colon = say('：', ': ');
  return [
    `${say('时间', 'at')}${colon}${clock(told.at)}${since}`,
    ...(window ? [`${say('时间段', 'window')}${colon}${window.from || '…'} — ${window.to}`] : []),
    ...countsLine(counts, language),
    ...(message
      ? [`${say('信息', 'message')}${colon}${inert(bilingual(message)[language]).slice(0, LONGEST)}`]
      : []),
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

function whereOf({ run, url }: Told): string[] {
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
