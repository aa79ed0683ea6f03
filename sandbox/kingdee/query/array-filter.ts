import { isObject } from '../transport/data';
import type { KingdeeSwitches } from '../switches';
import { unparsable } from './filter';

const operators = ['=', '<>', '!=', '>', '>=', '<', '<=', 'like'];
const name = /^[\p{L}_][\p{L}\p{N}_.]*$/u;

/**
 * The array form of FilterString as text: `[{"Left":"(","FieldName":"FNumber","Compare":"67","Value":"111","Right":")","Logic":"0"}]`.
 * Of the compare codes 67 (equals, text) and 105 (equals, enumerations) are documented; 60 is a switch; operators are taken
 * as they are. Logic 0 is AND, 1 is OR.
 */
export function arrayFilterText(
  conditions: readonly unknown[],
  compare60: KingdeeSwitches['compare60'],
): string {
  const last = conditions.length - 1;
  return conditions
    .map((one, index) => {
      if (!isObject(one)) throw unparsable(JSON.stringify(one));
      return condition(one, compare60) + (index === last ? '' : logic(one));
    })
    .join(' ');
}

function condition(one: Readonly<Record<string, unknown>>, compare60: KingdeeSwitches['compare60']): string {
  const [left, field, right] = [textOf(one['Left']), textOf(one['FieldName']), textOf(one['Right'])];
  if (!name.test(field) || /[^(]/.test(left) || /[^)]/.test(right)) throw unparsable(JSON.stringify(one));
  return `${left}${field} ${comparison(textOf(one['Compare']), textOf(one['Value']), compare60)}${right}`;
}

function comparison(code: string, value: string, compare60: KingdeeSwitches['compare60']): string {
  if (code === '67' || code === '105') return `= ${quoted(value)}`;
  if (code === '60')
    return compare60 === 'equals' ? `= ${quoted(value)}` : `like ${quoted(pattern(value, compare60))}`;
  if (operators.includes(code.toLowerCase())) return `${code} ${quoted(value)}`;
  throw unparsable(code);
}

function pattern(value: string, compare60: 'contains' | 'starts-with'): string {
  const literal = value.replace(/[[%_]/g, '[$&]');
  return compare60 === 'contains' ? `%${literal}%` : `${literal}%`;
}

function logic(one: Readonly<Record<string, unknown>>): string {
  return textOf(one['Logic']) === '1' ? ' or' : ' and';
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
