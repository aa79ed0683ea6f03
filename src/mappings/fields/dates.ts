import { Unmappable } from '../unmappable';

const moment = /^(\d{4})-(\d\d)-(\d\d)(?:[ T]?\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/;

/**
 * Day of a wall-clock time in Beijing, `yyyy-MM-dd`, as Kingdee takes dates. Times come as `yyyy-MM-dd HH:mm:ss`, with
 * `.SSS`, or with the space lost (`2026-06-0916:28:12`); the day stays as written, whatever the host's zone.
 * @returns undefined where there is no time
 * @throws Unmappable where the text is no date of the calendar
 */
export function dayOf(time: string | null | undefined): string | undefined {
  const text = time?.trim() ?? '';
  if (text === '') return undefined;
  const [, year, month, day] = moment.exec(text) ?? [];
  if (!isOfCalendar(Number(year), Number(month), Number(day)))
    throw new Unmappable('is no date of the calendar / 不是有效日期');
  return `${year}-${month}-${day}`;
}

/** Without parts (`NaN`) it is none; `Date` moves 30 February into March. */
function isOfCalendar(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
