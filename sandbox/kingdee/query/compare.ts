import { parseWallClock } from '../clock';
import { msgCode, Refusal } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import { folded, type Folding } from '../documents/folding';
import type { Value } from '../documents/row';
import type { Column } from './columns';

/** How values of a column are brought to one scale, so that `<`, `=`, `>` work; null stays null. */
export type Scale = (value: Value) => string | number | null;

/** Numeric ids and numbers. */
const numeric: Scale = (value) => {
  if (value === null) return null;
  const number = typeof value === 'string' && value.trim() === '' ? 0 : Number(value);
  if (!Number.isFinite(number)) throw databaseFailure();
  return number;
};

/** Internal ids may be 32-character strings. */
const identity: Scale = (value) =>
  typeof value === 'string' && !/^\s*-?\d*\s*$/.test(value) ? value : numeric(value);

/** Dates compare as date-times: a date alone is its midnight. */
const dated: Scale = (value) => {
  if (value === null) return null;
  const parsed = parseWallClock(String(value));
  if (parsed === undefined) throw databaseFailure();
  const [seconds = '', fraction = ''] = parsed.split('.');
  return `${seconds}.${fraction.padEnd(7, '0')}`;
};

/** Flags are stored as '1' and '0'. */
const flagged: Scale = (value) => {
  if (value === null) return null;
  const word = String(value).trim().toLowerCase();
  return word === 'true' || word === '1' ? 1 : word === 'false' || word === '0' ? 0 : word;
};

/** Text, as the site's database compares it. */
export function textScale(folding: Folding): Scale {
  return (value) => (value === null ? null : folded(String(value), folding));
}

/** The scale of a column. Values that do not fit it are refused with `数据库执行异常`. */
export function scaleOf(column: Column | undefined, folding: Folding): Scale {
  switch (column?.type) {
    case 'number':
      return numeric;
    case 'id':
    case 'reference':
      return identity;
    case 'date':
      return dated;
    case 'boolean':
      return flagged;
    default:
      return textScale(folding);
  }
}

/** -1, 0 or 1; nulls go first, as in SQL Server's ORDER BY. */
export function order(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}

/** A LIKE pattern of SQL Server (`%`, `_`, `[a-c]`, `[^a]`) as a regular expression. */
export function likePattern(pattern: string, textCase: 'ignore' | 'exact'): RegExp {
  const source = pattern.replace(
    /\[(\^?)([^\]]+)\]|[%_]|[\\^$.*+?()[\]{}|/-]/g,
    (found, not: string | undefined, set: string | undefined) => {
      if (set !== undefined) return `[${not}${set.replace(/[\\\]^[]/g, '\\$&')}]`;
      return found === '%' ? '.*' : found === '_' ? '.' : `\\${found}`;
    },
  );
  try {
    return new RegExp(`^${source}$`, textCase === 'ignore' ? 'is' : 's');
  } catch {
    throw databaseFailure();
  }
}

/** Kingdee's words for a query that SQL Server refuses. */
export function databaseFailure(): Refusal {
  return Refusal.of(msgCode.database, texts.databaseFailure);
}
