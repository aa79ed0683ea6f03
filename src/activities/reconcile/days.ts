import { isInReach, MOST, slicesIn, YEARS } from '../../contract/bounds';
import type { Days } from '../../contract/reconcile';
import type { SchemeTable } from '../../contract/scheme';
import { isOnCalendar, shanghaiMoment, shanghaiTime } from '../../contract/time';
import { hasWindow } from '../plan/window';

const DAY = 86_400_000;

/** What is wrong with days that were asked for; `to` is absent where it is today. */
export type DaysFault =
  | { readonly code: 'no-window'; readonly scheme: string }
  | { readonly code: 'backwards'; readonly from: string; readonly to?: string }
  | { readonly code: 'no-day'; readonly end: 'from' | 'to'; readonly given: string }
  | { readonly code: 'too-long'; readonly slices: number };

/** Days asked for that make no sense; the message is one line for people. */
export class BadDays extends Error {
  constructor(readonly fault: DaysFault) {
    super(messageOf(fault));
    this.name = 'BadDays';
  }
}

function messageOf(fault: DaysFault): string {
  if (fault.code === 'no-window')
    return `${fault.scheme} is read in full, its source has no window: leave from and to out`;
  if (fault.code === 'backwards') return `from ${fault.from} is after ${fault.to ?? 'today'}`;
  if (fault.code === 'too-long')
    return `these days have ${fault.slices} slices, at most ${MOST.slices} are compared at once: compare them in parts`;
  return `${fault.end} must be a whole day of Asia/Shanghai, yyyy-MM-dd, between ${YEARS.first} and ${YEARS.last}: "${fault.given.slice(0, 40)}" is none`;
}

/**
 * The days that a reconciliation compares. A source that is read in slices has both ends: up to yesterday, the last day
 * that is whole, and from the configured beginning, else that day alone. Other windows are open where nothing is given.
 * @param since configured beginning of the scheme's runs, wall-clock text
 * @param now milliseconds since 1970
 * @throws BadDays
 */
export function daysOf(table: SchemeTable, asked: Days, since: string | undefined, now: number): Days {
  const today = dayAt(now);
  const from = checkedDay('from', asked.from);
  const to = earlier(checkedDay('to', asked.to), today);
  if (!hasWindow(table)) {
    if (from === undefined && to === undefined) return {};
    throw new BadDays({ code: 'no-window', scheme: table.name });
  }
  if (from !== undefined && from > (to ?? today))
    throw new BadDays({ code: 'backwards', from, ...(to && to < today && { to }) });
  if (table.sliceDays === undefined) return { ...(from && { from }), ...(to && { to }) };
  const last = to ?? [dayAt(now - DAY), from ?? ''].toSorted().at(-1) ?? today;
  const first = from ?? since?.slice(0, 10) ?? last;
  const days = { from: first < last ? first : last, to: last };
  const slices = slicesIn(`${days.from} 00:00:00`, `${dayAfter(last)} 00:00:00`, table.sliceDays * 24);
  if (slices > MOST.slices) throw new BadDays({ code: 'too-long', slices });
  return days;
}

/** The days in slices that the source takes, oldest first; one slice where it takes any length. */
export function slicesOf({ from, to }: Days, sliceDays: number | undefined): Days[] {
  if (sliceDays === undefined || from === undefined || to === undefined)
    return [{ ...(from && { from }), ...(to && { to }) }];
  const slices: Days[] = [];
  for (let first = from; first <= to; first = dayAfter(first, sliceDays)) {
    const last = dayAfter(first, sliceDays - 1);
    slices.push({ from: first, to: last < to ? last : to });
  }
  return slices;
}

/** The day so many days after another. */
export function dayAfter(day: string, count = 1): string {
  return dayAt(shanghaiMoment(`${day} 00:00:00`) + count * DAY);
}

/** The midnight after a last day, or now: a window ends in no future. */
export function endOf(to: string | undefined, now: number): string {
  const present = shanghaiTime(now);
  const midnight = to === undefined ? present : `${dayAfter(to)} 00:00:00`;
  return midnight < present ? midnight : present;
}

/**
 * A slice's ends as templates of a request name them. The end is the midnight after its last day, or now: whether a
 * platform takes the end's own second is not known of all, and what belongs to the next day is told by its document.
 */
export function windowValues(
  { from, to }: Days,
  since: string | undefined,
  now: number,
): Record<string, string> {
  const begin = from === undefined ? (since ?? '') : `${from} 00:00:00`;
  const end = endOf(to, now);
  return {
    'LAST_SYNC_TIME|datetime': begin,
    'CURRENT_TIME|datetime': end,
    'WINDOW_FROM|datetime': begin,
    'WINDOW_TO|datetime': end,
  };
}

/** Days that are still to come are not compared. */
function earlier(day: string | undefined, today: string): string | undefined {
  return day !== undefined && day > today ? today : day;
}

function dayAt(moment: number): string {
  return shanghaiTime(moment).slice(0, 10);
}

/** An input that somebody wrote in the Temporal UI may hold anything. */
function checkedDay(end: 'from' | 'to', given: unknown): string | undefined {
  if (given === undefined) return undefined;
  const day = typeof given === 'string' ? given : JSON.stringify(given);
  if (/^\d{4}-\d\d-\d\d$/.test(day) && isOnCalendar(day) && isInReach(day)) return day;
  throw new BadDays({ code: 'no-day', end, given: day });
}
