import { shanghaiTime } from '../contract/time';

/**
 * Readers of single values, tolerant of how a platform spells them: each takes what JSON holds and gives the value,
 * `undefined` where it is unset, or throws {@link Unreadable} where it is something else.
 */
export type Reader<T> = (raw: unknown, path: string) => T;

/** Thrown for a value that is not what it should be. The message names where it stands and holds no value. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';

  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(path === '' ? reason : `${path}: ${reason}`);
  }
}

/** Unset values come as null, as a blank text or not at all within one and the same answer. */
export function isUnset(raw: unknown): raw is null | undefined | string {
  return raw === null || raw === undefined || (typeof raw === 'string' && raw.trim() === '');
}

/** What writers make of a null that they print; a name or a remark may be called so. */
function isUnsetValue(raw: unknown): boolean {
  return isUnset(raw) || (typeof raw === 'string' && /^\s*null\s*$/i.test(raw));
}

/** Text; numbers and truth values in its place are taken as they are spelled. */
export const words: Reader<string | undefined> = (raw, path) => {
  if (isUnset(raw)) return undefined;
  if (typeof raw === 'string') return raw;
  if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw);
  throw new Unreadable(path, 'expected text');
};

/** Digits beyond this are no amount, quantity or id of anyone. */
const MOST_DIGITS = 40;

const decimalForm = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

/**
 * A decimal number as text without an exponent, no digit lost: `12.50`, `-0.1`, `1E+2` as `100`. Thousands separators,
 * units and full-width digits are refused: `1,234` may be a thousand or a decimal comma.
 */
export const decimal: Reader<string | undefined> = (raw, path) => {
  if (isUnsetValue(raw)) return undefined;
  const text =
    typeof raw === 'string' || typeof raw === 'number' ? plainDecimal(String(raw).trim()) : undefined;
  if (text !== undefined) return text;
  throw new Unreadable(path, 'expected a decimal number');
};

function plainDecimal(written: string): string | undefined {
  const [, sign = '', whole = '', fraction = '', exponent] = decimalForm.exec(written) ?? [];
  if (whole + fraction === '' || whole.length + fraction.length > MOST_DIGITS) return undefined;
  const text = exponent === undefined ? written : sign + shifted(whole, fraction, Number(exponent));
  return text.length > MOST_DIGITS ? undefined : text;
}

/** Digits with their point moved. */
function shifted(whole: string, fraction: string, places: number): string {
  const digits = whole + fraction;
  const point = whole.length + places;
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return (digits + '0'.repeat(point - digits.length)).replace(/^0+(?=\d)/, '');
  return `${digits.slice(0, point)}.${digits.slice(point)}`.replace(/^0+(?=\d)/, '');
}

/** An id as text: a whole number of any size, `10001.0` among them. */
export const id: Reader<string | undefined> = (raw, path) => {
  const text = isUnsetValue(raw) ? undefined : wholeText(raw);
  if (text !== undefined || isUnsetValue(raw)) return text;
  throw new Unreadable(path, 'expected a whole number');
};

/** A whole number that is counted with. */
export const whole: Reader<number | undefined> = (raw, path) => {
  const text = id(raw, path);
  if (text === undefined) return undefined;
  if (Number.isSafeInteger(Number(text))) return Number(text);
  throw new Unreadable(path, 'expected a whole number');
};

function wholeText(raw: unknown): string | undefined {
  if (typeof raw !== 'string' && typeof raw !== 'number') return undefined;
  const text = plainDecimal(String(raw).trim());
  return text === undefined ? undefined : /^(-?\d+)(?:\.0*)?$/.exec(text)?.[1];
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ...['true', '1', 'y', 'yes'].map((word) => [word, true] as const),
  ...['false', '0', 'n', 'no'].map((word) => [word, false] as const),
]);

/** Yes or no: JSON's own, .NET's `True`, SQL Server's 1, and `Y` and `yes`, in any case. */
export const flag: Reader<boolean | undefined> = (raw, path) => {
  if (isUnsetValue(raw)) return undefined;
  const isScalar = typeof raw === 'boolean' || typeof raw === 'number' || typeof raw === 'string';
  const truth = isScalar ? truths.get(String(raw).trim().toLowerCase()) : undefined;
  if (truth !== undefined) return truth;
  throw new Unreadable(path, 'expected true or false');
};

/** Wall-clock time in Beijing as `yyyy-MM-dd HH:mm:ss`; see {@link dateTimeOf} for what is read and what is unset. */
export const dateTime: Reader<string | undefined> = (raw, path) => {
  if (isUnsetValue(raw)) return undefined;
  const read = typeof raw === 'string' ? dateTimeOf(raw) : null;
  if (read !== null) return read;
  throw new Unreadable(path, 'expected a date, yyyy-MM-dd HH:mm:ss');
};

/** A reader for a value that must be there. */
export function required<T>(reader: Reader<T | undefined>): Reader<T> {
  return (raw, path) => {
    const value = reader(raw, path);
    if (value !== undefined) return value;
    throw new Unreadable(path, 'is empty');
  };
}

/** A reader for what is only told to people or of use where it can be read: anything else is as if it were unset. */
export function lenient<T>(reader: Reader<T | undefined>): Reader<T | undefined> {
  return (raw, path) => {
    try {
      return reader(raw, path);
    } catch (error) {
      if (error instanceof Unreadable) return undefined;
      throw error;
    }
  };
}

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
