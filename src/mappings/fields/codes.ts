import type { CodeTable } from '../../contract/scheme';
import { Unmappable } from '../unmappable';
import { choiceOf } from './parameters';

/** What becomes of a code that a given table lacks. */
export const codeChoices = { unknownCodes: ['refuse', 'pass'] } as const;

/** What looking a code up needs of a mapping's context. */
export interface CodeContext<T extends string> {
  readonly parameters: { readonly unknownCodes: string };
  readonly codeTables: Readonly<Partial<Record<T, CodeTable>>>;
}

/**
 * Number in the target of a code of the source: what the code table says, and the code itself where the configuration
 * gives no such table. A code that a given table lacks is refused, or passed on as it is: parameter `unknownCodes`,
 * `refuse` or `pass`.
 * @returns undefined for no code
 * @throws Unmappable that names table and code
 */
export function numberOf<T extends string>(
  table: T,
  code: string | undefined,
  { codeTables, parameters }: CodeContext<T>,
): string | undefined {
  const key = code?.trim() ?? '';
  const entries = codeTables[table];
  if (key === '' || entries === undefined) return key || undefined;
  const number = Object.hasOwn(entries, key) ? entries[key]?.trim() : '';
  if (number) return number;
  if (choiceOf(codeChoices, 'unknownCodes', parameters) === 'pass') return key;
  const reason = `code table ${table} has no entry for ${key} / 对照表 ${table} 中没有 ${key}`;
  throw new Unmappable(reason, undefined, 'unknown-code');
}
