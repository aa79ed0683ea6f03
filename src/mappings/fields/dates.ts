import { Unmappable } from '../unmappable';

/**
 * Day of a time as rows hold it (`yyyy-MM-dd HH:mm:ss`, wall clock of Beijing), as Kingdee takes dates. The day stays as
 * written, whatever the host's zone.
 * @returns undefined where there is no time
 * @throws Unmappable for a text of another form
 */
export function dayOf(time: string | undefined): string | undefined {
  if (time === undefined) return undefined;
  const [, day] = /^(\d{4}-\d\d-\d\d)(?:[ T]|$)/.exec(time) ?? [];
  if (day === undefined) throw new Unmappable('is no date, yyyy-MM-dd / 不是日期');
  return day;
}
