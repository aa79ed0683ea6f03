import type { Spread } from '../statistics';
import type { Judged } from '../verdicts';
import type { RowBytes } from '../results';

/** A number with thousands set apart, rounded to its decimals: `12,345.7`. */
export function number(value: number, digits = 0): string {
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The median and, where there were more rounds than one, lowest and highest: `1.17 (1.12–1.20)`. */
export function spread({ median, low, high }: Spread, digits: number): string {
  const middle = number(median, digits);
  return low === high ? middle : `${middle} (${number(low, digits)}–${number(high, digits)})`;
}

/** `0.3 KB` or `3 KB`. */
export function rowSize(bytes: RowBytes): string {
  return `${bytes / 1_000} KB`;
}

/** `1 worker`, `4 workers`. */
export function counted(count: number, thing: string): string {
  return `${number(count)} ${thing}${count === 1 ? '' : 's'}`;
}

/** What a target asks for: `≤ 1.2`, `≥ 95 %`. */
export function goal({ target: { sense, limit, unit } }: Judged): string {
  return `${sense} ${withUnit(limit.toLocaleString('en'), unit)}`;
}

/** What was measured for it; a dash where nothing was. */
export function measured({ target, figure }: Judged): string {
  return figure === undefined ? '–' : withUnit(number(figure, target.digits), target.unit);
}

function withUnit(figure: string, unit: string | undefined): string {
  return unit === undefined ? figure : `${figure} ${unit}`;
}
