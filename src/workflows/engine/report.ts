import {
  groupKeyOf,
  type Plan,
  type RunContext,
  type RunWindow,
  type RunInput,
  type RunReport,
  type RunWarning,
} from '../../contract/run';
import { workflowInfo } from '@temporalio/workflow';
import { scheduleAttributes } from '../../contract/searchAttributes';
import { isObject } from '../inputs';
import type { ContradictoryList } from './lists';
import type { SchemeTable } from '../../contract/scheme';
import type { Totals } from './counts';
import { contradictionText } from '../../contract/listEvidence';

const HOUR = 3_600_000;

/** What a run knows of itself when it plans: when it was due, and what the last run of its Schedule handed on. */
export function runContext(input: RunInput = {}): RunContext {
  const { typedSearchAttributes, startTime, lastResult } = workflowInfo();
  const scheduled = typedSearchAttributes.get(scheduleAttributes.startTime);
  const schedule = typedSearchAttributes.get(scheduleAttributes.scheduleId);
  const { selection, syncedThrough, lastRowsAt, finishedAt } = isObject(lastResult) ? lastResult : {};
  const last =
    syncedThrough === undefined ? {} : { last: { selection, syncedThrough, lastRowsAt, finishedAt } };
  const by = schedule === undefined ? {} : { schedule };
  return {
    dueAt: (scheduled ?? startTime).getTime(),
    startedAt: startTime.toISOString(),
    groupKey: groupKeyOf(input),
    ...by,
    ...last,
  };
}

/** How a run's window ends. */
export interface WindowEnd {
  /** Records read. */
  readonly read: number;
  /** Whether every record is done, or followed up elsewhere: what is not must be read again. */
  readonly isSettled: boolean;
  /** The first list that contradicted itself each time it was read. */
  readonly contradictory: ContradictoryList | undefined;
}

/** What the report says of the window. */
export type Closed = Pick<RunReport, 'window' | 'selection' | 'syncedThrough' | 'lastRowsAt' | 'warnings'>;

/** What the report says of the window. The watermark moves only past records that nothing is left to do about. */
export function closeWindow(window: RunWindow | undefined, end: WindowEnd): Closed {
  const moved = end.contradictory ? [listMovedWarning(end.contradictory)] : [];
  if (!window) return warned(moved);
  const { from, to, selection, syncedThrough, standing } = window;
  const lastRowsAt = end.read > 0 ? (syncedThrough ?? window.lastRowsAt) : window.lastRowsAt;
  return {
    window: { from, to },
    selection,
    ...(syncedThrough !== undefined && end.isSettled && !end.contradictory ? { syncedThrough } : {}),
    ...(standing === undefined ? {} : { syncedThrough: standing }),
    ...(lastRowsAt === undefined ? {} : { lastRowsAt }),
    ...warned([...moved, ...aheadOfClock(window), ...openBeginning(window), ...emptyFor(window, end.read)]),
  };
}

function warned(warnings: readonly RunWarning[]): Pick<RunReport, 'warnings'> {
  return warnings.length > 0 ? { warnings } : {};
}

/** Rows that come before such a watermark would be passed over until the clock has reached it. */
function aheadOfClock({ ahead, from }: RunWindow): RunWarning[] {
  if (ahead === undefined) return [];
  return [
    {
      cause: 'watermark-ahead',
      message: `the watermark ${ahead} lies ahead of the clock and was not believed: this run read from ${from || 'the very beginning'} on`,
      advice: {
        en: 'Later runs go on from this one. Compare the clocks of the Temporal server and of the workers (`jinqiao doctor`), and reconcile the days before, in which rows may have been passed over.',
        zh: '之后的运行会从本次结束处继续。请核对 Temporal 服务器与 worker 的时钟（jinqiao doctor），并对此前可能漏读的日期对账。',
      },
    },
  ];
}

/** A source that is read in slices has no list of everything: without a beginning the run read the last slice alone. */
function openBeginning({ begins, from }: RunWindow): RunWarning[] {
  if (begins !== 'open' || from === '') return [];
  return [
    {
      cause: 'no-beginning',
      message: `nothing says where to begin, so only rows from ${from} on were read`,
      advice: {
        en: 'Set `since` of the scheme, or run it once with --from; later runs go on from this one.',
        zh: '请设置方案的 since，或用 --from 运行一次补齐更早的数据；之后的运行会从本次结束处继续。',
      },
    },
  ];
}

function emptyFor(window: RunWindow, read: number): RunWarning[] {
  const { syncedThrough, lastRowsAt, emptyAfterHours } = window;
  if (read > 0 || emptyAfterHours === 0 || syncedThrough === undefined || lastRowsAt === undefined) return [];
  const hours = Math.floor((Date.parse(syncedThrough) - Date.parse(lastRowsAt)) / HOUR);
  if (hours < emptyAfterHours) return [];
  return [
    {
      cause: 'empty-for-too-long',
      message: `no row for ${hours} hours, while earlier windows had some`,
      advice: {
        en: 'Check in the source whether there is really nothing new, and whether the account may still see it.',
        zh: '请在来源系统核实是否确无新数据，并检查该账号的授权与数据权限。',
      },
    },
  ];
}

/** A window as people read it; an end that is open is an ellipsis. */
export function windowText({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${from || '…'} — ${to || '…'}`;
}

/** What a run reads: its window, or `full` where the whole list is read. */
export function readRange(plan: Plan): string {
  return plan.window ? windowText(plan.window) : 'full';
}

/** What a run has come to. */
interface End {
  readonly totals: Totals;
  readonly window: Closed;
  readonly startedAt: string;
}

/** The report of a run that has ended: `clean` where nothing is left to do about it. */
export function reportOf(
  { name: scheme }: SchemeTable,
  { source, target }: Plan,
  { totals, window, startedAt }: End,
): RunReport {
  const isDone = totals.counts.rejected + totals.counts.inDoubt === 0;
  const outcome = isDone && !window.warnings ? 'clean' : 'attention';
  const finishedAt = new Date().toISOString();
  return { scheme, outcome, source, target, ...totals, ...window, startedAt, finishedAt };
}

/** The warning of a list that contradicted itself each time it was read: it names what did not fit. */
function listMovedWarning({ slice, contradiction }: ContradictoryList): RunWarning {
  const seen = contradictionText(contradiction);
  const [of, bei] = slice === undefined ? ['', ''] : [`${slice}: `, `${slice}：`];
  return {
    cause: 'list-moved',
    message: `${of}the list contradicted itself each time it was read, so a row may have been passed over: ${seen.en}`,
    advice: {
      en: `${of}${seen.en}. The next run reads the same window again; run at a quieter time if rows are edited meanwhile, and show the platform these figures if they stay.`,
      zh: `${bei}${seen.zh}。下次运行会重读同一时间段；若是读取期间数据有改动，请改在业务空闲时段运行；若一直如此，请把以上数字反馈给平台方。`,
    },
  };
}
