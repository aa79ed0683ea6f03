import type { Plan, Progress, ShownOutcome, RunWarning } from '../../contract/run';
import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Totals } from './counts';
import { readRange, windowText } from './report';
import { searchAttributes, openRepairsQuery } from '../../contract/searchAttributes';
import { type ChangedRecordOfRun, type FailedRecordOfRun, pageName } from '../../contract/page';
import { inBothLanguages, type Bilingual } from '../../contract/bilingual';
import { inert } from '../../contract/visible';
import { shanghaiTime } from '../../contract/time';
import { callout, cell, fitted, keysOf, linkTo, short, table } from './markdown';
import { stateWords } from '../words';

/** What a run's page and its line in the run list are made of. */
export interface RunShown {
  readonly plan: Plan | undefined;
  readonly progress: Progress;
  /** What was sent to it and came to nothing. */
  readonly notices?: readonly string[];
  readonly totals: Pick<Totals, 'rejected' | 'changedRecords'>;
}

/** A run where people look at it in the Temporal UI: its line in the run list, and its page. */
export class RunView {
  private end: RunEnd = {};
  /** When the run list was updated last, milliseconds since 1970. */
  private listedAt = 0;

  constructor(private readonly look: () => RunShown) {}

  /** The run goes on, or stands still. */
  show(outcome: ShownOutcome, syncedThrough?: string): void {
    const { plan, progress } = this.look();
    const { scheme, read, counts } = progress;
    const window = plan && readRange(plan);
    showInList({ scheme, outcome, window, read, rejected: counts.rejected, syncedThrough });
    this.listedAt = Date.now();
    this.touch();
  }

  /** The run has ended. */
  finish(outcome: ShownOutcome, why: Omit<RunEnd, 'outcome'>, syncedThrough?: string): void {
    this.end = { outcome, ...why };
    this.show(outcome, syncedThrough);
  }

  /** A page is done: the run list is updated now and then, since each time is an event and a write of the server. */
  pageDone({ listEverySeconds }: Plan): void {
    const { state } = this.look().progress;
    const isDue = state === 'paused' || Date.now() - this.listedAt >= listEverySeconds * 1_000;
    if (state === 'stopping' || !isDue) return this.touch();
    this.show(state === 'paused' ? 'paused' : 'running');
  }

  /** Updates the run's page alone, which costs nothing. */
  touch(): void {
    const { plan, progress, totals, notices } = this.look();
    setCurrentDetails(detailsOf(progress, { ...totals, ...this.end, notices, repairs: plan?.repairs }));
  }
}

/** A run as the run list shows it: which, over what, how far, and whether somebody has to act. */
export interface Listed {
  readonly scheme: string;
  readonly outcome: ShownOutcome;
  /** `windowText` of its window, `full` where all is read; absent before it is planned. */
  readonly window?: string | undefined;
  readonly read: number;
  /** Refused records; of a reconciliation records that differ. */
  readonly rejected: number;
  /** The watermark that the run set, ISO. */
  readonly syncedThrough?: string | undefined;
}

/** Puts a run into the run list: its search attributes. */
export function showInList({ scheme, outcome, window, read, rejected, syncedThrough }: Listed): void {
  upsertSearchAttributes([
    { key: searchAttributes.scheme, value: scheme },
    { key: searchAttributes.outcome, value: outcome },
    ...(window === undefined ? [] : [{ key: searchAttributes.window, value: window }]),
    { key: searchAttributes.readCount, value: read },
    { key: searchAttributes.rejectedCount, value: rejected },
    ...(syncedThrough === undefined
      ? []
      : [{ key: searchAttributes.syncedThrough, value: new Date(syncedThrough) }]),
  ]);
}

/** How a run ended; nothing of it while it goes on. */
interface RunEnd {
  readonly outcome?: ShownOutcome;
  readonly failure?: { readonly type?: string | null; readonly message: string };
  readonly warnings?: readonly RunWarning[] | undefined;
}

/** What a run's page in the Temporal UI says beyond its progress. */
interface Details extends RunEnd {
  readonly rejected: readonly FailedRecordOfRun[];
  readonly changedRecords: readonly ChangedRecordOfRun[];
  /** What was sent to the run and came to nothing. */
  readonly notices?: readonly string[] | undefined;
  /** Whether refused records wait as repairs. */
  readonly repairs?: boolean | undefined;
}

/** Reasons and keys that are for a glance; the report and the repairs have all. */
const REASONS = 6;
const KEYS = 8;

/** The page in Markdown: where the run is, what to do, the counts, and what was refused by reason. */
function detailsOf(progress: Progress, details: Details): string {
  return fitted([
    headLine(progress, details),
    windowLines(progress),
    callout(whatToDo(progress, details)),
    countsTable(progress),
    ...refusedBlocks(progress, details.rejected),
    ...changedBlocks(progress, details.changedRecords),
  ]);
}

function headLine(progress: Progress, { outcome }: Details): string[] {
  const { state, source, target, pagesDone, inFlight, slices } = progress;
  const shown = (state === 'finished' && outcome) || state;
  // Numbers begin anew with each slice: those are named below.
  const isNamed = inFlight.length > 0 && slices?.reading === undefined;
  const moving = isNamed ? ` · now at page 正在处理第 ${inFlight.join(', ')} 页` : '';
  return [`**${shown} ${stateWords[shown]}** · ${source} → ${target} · pages 页数 ${pagesDone}${moving}`];
}

function windowLines({ state, window, slices, expectedAt }: Progress): string[] {
  if (!window || !slices) return [];
  const { done, total } = slices;
  const sliced = total > 1 ? ` · slices 时间片 ${done} / ${total}` : '';
  const isGoing = expectedAt !== undefined && state === 'running';
  const expected = isGoing ? ` · expected to end 预计完成 ${shanghaiTime(Date.parse(expectedAt))}` : '';
  const reading = (slices.reading ?? []).map(({ slice, nextPage, inFlight: [page = nextPage] }) =>
    pageName({ slice, page }),
  );
  return [
    '',
    `window 时间段 ${windowText(window)}${sliced}${expected}`,
    ...(reading.length > 0 ? ['', `reading 正在读取 ${reading.join(', ')}`] : []),
  ];
}

function whatToDo({ state, pausedBecause, counts }: Progress, details: Details): string[] {
  const { outcome, failure, warnings = [], repairs, notices = [] } = details;
  const refused = counts.rejected + counts.inDoubt;
  return [
    ...(state === 'paused' ? [inBothLanguages(pausedBecause ?? PAUSED_BY_HAND)] : []),
    ...(failure && outcome === 'failed' ? failureLines(failure) : []),
    ...(refused > 0 && repairs ? [repairsLine(refused)] : []),
    ...notices.map((notice) => short(notice, 200)),
    ...warnings.map(
      ({ cause, message, advice }) => `**${cause}** · ${inert(message)}. ${inBothLanguages(advice)}`,
    ),
  ];
}

const PAUSED_BY_HAND = {
  en: 'paused by a signal: send `resume` to go on',
  zh: '已由人工暂停：发送 resume 继续',
};

function failureLines({ type, message }: NonNullable<RunEnd['failure']>): string[] {
  return [`**${type ?? 'failed'}** · ${short(message, 400)}`, inBothLanguages(advised(type))];
}

function repairsLine(refused: number): string {
  const { namespace, taskQueue, workflowType } = workflowInfo();
  const query = openRepairsQuery(taskQueue, workflowType);
  const link = linkTo('open repairs 待处理记录', namespace, query);
  return `${refused} refused or in doubt: see ${link}, remove the cause, then \`retry\` or \`discard\` / ${refused} 条未完成：排除原因后发送 retry，或 discard 放弃`;
}

function countsTable({ read, counts }: Progress): string[] {
  const head = ['read 读取', 'created 新增', 'unchanged 未变', 'audited 补审核', 'skipped 跳过'];
  const { created, unchanged, audited, skipped, rejected, inDoubt } = counts;
  return [
    '',
    ...table(
      [...head, 'rejected 拒绝', 'in doubt 待核实'],
      [[read, created, unchanged, audited, skipped, rejected, inDoubt]],
    ),
  ];
}

/** One block a reason, since a hundred records mostly have one: how many, where, the words of one, and what to do. */
function refusedBlocks({ counts }: Progress, rejected: readonly FailedRecordOfRun[]): string[][] {
  if (rejected.length === 0) return [];
  const named = counts.rejected > rejected.length ? ` · the first 前 ${rejected.length}` : '';
  const groups = byReason(rejected);
  return [
    ['', `### rejected 拒绝 ${counts.rejected}${named}`, ''],
    ...groups.slice(0, REASONS).map(reasonBlock),
    ...(groups.length > REASONS ? [[`- … +${groups.length - REASONS}`]] : []),
  ];
}

function byReason(rejected: readonly FailedRecordOfRun[]): FailedRecordOfRun[][] {
  const groups = new Map<string, FailedRecordOfRun[]>();
  for (const record of rejected) {
    const reason = `${record.cause} ${record.field ?? ''}`;
    groups.set(reason, [...(groups.get(reason) ?? []), record]);
  }
  return [...groups.values()].sort((one, other) => other.length - one.length);
}

function reasonBlock(records: readonly FailedRecordOfRun[]): string[] {
  const [{ cause = '', field, message = '', advice } = {}] = records as readonly Partial<FailedRecordOfRun>[];
  const keys = keysOf(
    records.map(({ key }) => key),
    KEYS,
  );
  return [
    `- **${records.length} × ${cause}**${field === undefined ? '' : ` · ${inert(field)}`} · ${keys}  `,
    `  ${short(message, 160)}${advice ? '  ' : ''}`,
    ...(advice ? [`  → ${short(inBothLanguages(advice), 240)}`] : []),
  ];
}

/** Ten records, five fields each. */
function changedBlocks({ changed }: Progress, records: readonly ChangedRecordOfRun[]): string[][] {
  if (records.length === 0) return [];
  const rows = records.slice(0, 10).map(({ key, fields, further = 0 }) => {
    const left = further + Math.max(0, fields.length - 5);
    return `- \`${inert(key)}\` ${[...fields.slice(0, 5), ...(left > 0 ? [`… +${left}`] : [])].map(cell).join(', ')}`;
  });
  return [['', `### changed 有差异 (${changed})`, ''], ...rows.map((row) => [row])];
}

const UNREACHED: Bilingual = {
  en: 'The platform was not to be reached for a day: see whether it or the network is down, then run again; the next run reads what this one missed.',
  zh: '平台持续一天无法访问：请检查平台与网络，恢复后重新运行，会补读遗漏的时间段。',
};

/** What to do about a run that failed, by the type of its failure. */
const adviceByType: Readonly<Record<string, Bilingual>> = {
  Unauthorized: {
    en: 'Correct the credentials or permissions that the message names, try them with `jinqiao check`, then run again.',
    zh: '请按提示更正凭据或授权，用 jinqiao check 验证后重新运行。',
  },
  Misconfigured: {
    en: 'Correct the input, or jinqiao.yml (and restart the workers), as the message says; then run again.',
    zh: '请按提示更正输入，或修改 jinqiao.yml 并重启 worker，再重新运行。',
  },
  SchemeChanged: {
    en: 'A new version reads or writes otherwise: start it again. What is written already is found by look-ups.',
    zh: '新版本的来源或目标定义已变更：请重新启动，已写入的单据会经查询识别。',
  },
  ProtocolViolation: {
    en: 'Run again once. If it comes back, the answer that the message names shows what the platform sent: report it.',
    zh: '请先重新运行一次；若再次出现，请查看提示中保存的应答并反馈。',
  },
  Unbalanced: {
    en: 'A fault of the program: keep this run and report it, and reconcile the target.',
    zh: '程序错误：请保留本次运行并反馈，同时对账核实目标系统。',
  },
  Unavailable: UNREACHED,
  Throttled: UNREACHED,
  InDoubt: UNREACHED,
};

/** What to do about a failure; one without a type of ours is an activity that was not done in its time. */
function advised(type: string | null | undefined): Bilingual {
  return adviceByType[type ?? ''] ?? UNREACHED;
}
