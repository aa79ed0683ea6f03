import { dateTimeOf } from './dates';

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
