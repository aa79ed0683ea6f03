import { shanghaiTime } from '../contract/shanghai';

/**
 * Days that mean "no date", whatever their time: MySQL's zero date, the least `DateTime` of .NET, the least `datetime` of
 * SQL Server, the zero of OLE dates, the default that SQL Server and Kingdee fill in, and the zero of Unix time.
 */
const unsetDays: ReadonlySet<string> = new Set([
  '0000-00-00',
  '0001-01-01',
  '1753-01-01',
  '1899-12-30',
  '1900-01-01',
  '1970-01-01',
]);

const day = String.raw`(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})`;
const clock = String.raw`(?<hour>\d{1,2}):(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:[.,]\d{1,9})?)?`;
const zone = String.raw`(?<zone>Z|[+-]\d\d:?\d\d)`;
const written = new RegExp(`^${day}(?:[ T]*${clock}(?: *${zone})?)?$`, 'i');

/** What .NET's older serializers write: milliseconds since 1970, with or without an offset that is of no account. */
const serialized = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;

/**
 * A time as the platforms spell it, as wall-clock time of Beijing, `yyyy-MM-dd HH:mm:ss`: with slashes, one digit, `T`, an
 * offset, `.SSS` (cut off), without seconds, without its space (`2026-06-0916:28:12`), or a day alone, which is its midnight.
 * @returns undefined for a day that means "no date"; null for what is no time of the calendar
 */
export function dateTimeOf(text: string): string | undefined | null {
  const [, milliseconds] = serialized.exec(text.trim()) ?? [];
  if (milliseconds !== undefined) return ofMoment(Number(milliseconds));
  const { groups } = written.exec(text.trim()) ?? {};
  if (!groups) return null;
  const two = (name: string) => (groups[name] ?? '0').padStart(2, '0');
  const calendarDay = `${groups['year']}-${two('month')}-${two('day')}`;
  if (unsetDays.has(calendarDay)) return undefined;
  const clockTime = `${two('hour')}:${two('minute')}:${two('second')}`;
  const moment = Date.parse(`${calendarDay}T${clockTime}Z`);
  const wallClock = `${calendarDay} ${clockTime}`;
  // JavaScript reads 30 February as 2 March, and 24:00 as the next day.
  if (Number.isNaN(moment) || spelled(moment) !== wallClock) return null;
  return groups['zone'] === undefined ? wallClock : ofMoment(moment - offsetOf(groups['zone']));
}

function ofMoment(moment: number): string | undefined | null {
  if (Number.isNaN(new Date(moment).getTime())) return null;
  const time = shanghaiTime(moment);
  return unsetDays.has(time.slice(0, 10)) ? undefined : time;
}

function spelled(moment: number): string {
  return new Date(moment).toISOString().slice(0, 19).replace('T', ' ');
}

function offsetOf(zone: string): number {
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
