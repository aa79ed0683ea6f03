import { generate } from 'peggy';
import { msgCode, Refusal } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import { filterGrammar } from './grammar';

/** A field, or a text or number as it stands in the filter. */
export type Operand = { kind: 'field'; name: string } | { kind: 'literal'; value: string | number };

/** The operators of comparisons; `!=` is read as `<>`. */
export type Operator = '=' | '<>' | '>' | '<' | '>=' | '<=';

/** A filter as a tree. */
export type Filter =
  | { kind: 'and' | 'or'; parts: Filter[] }
  | { kind: 'not'; part: Filter }
  | { kind: 'compare'; operator: Operator; left: Operand; right: Operand }
  | { kind: 'null'; left: Operand }
  | { kind: 'in'; left: Operand; items: Operand[] }
  | { kind: 'like'; left: Operand; pattern: string }
  | { kind: 'between'; left: Operand; low: Operand; high: Operand };

const parser = generate(filterGrammar);
/** Deeper nesting is refused like bad syntax, before it can exhaust the parser's stack. */
const deepest = 200;

/** Reads a filter text; a blank one is no filter. Refuses other text with `当前查询串无法解析--`. */
export function parseFilter(text: string): Filter | undefined {
  if (text.trim() === '') return undefined;
  if (depth(text) > deepest) throw unparsable(text);
  try {
    return parser.parse(text) as Filter;
  } catch (error) {
    if (error instanceof parser.SyntaxError) throw unparsable(text);
    throw error;
  }
}

/** Kingdee's refusal of a query text. */
export function unparsable(text: string): Refusal {
  return Refusal.of(msgCode.exception, texts.unparsable(text));
}

function depth(text: string): number {
  return (text.match(/[(]|\bnot\b/gi) ?? []).length;
}
