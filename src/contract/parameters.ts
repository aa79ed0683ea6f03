import type { ParameterRule } from './scheme';

/** What a parameter takes, in words; undefined where it takes any text. */
export function takenBy({ oneOf, number, pattern }: ParameterRule): { en: string; zh: string } | undefined {
  if (oneOf) {
    const values = oneOf.map((value) => (value === '' ? '""' : value)).join(', ');
    return { en: `one of: ${values}`, zh: `以下之一：${values}` };
  }
  return number ? numberWords(number) : pattern?.means;
}

/** A parameter's text that it does not take. */
export interface ParameterFault {
  readonly takes: { readonly en: string; readonly zh: string };
  /** At most 80 characters. */
  readonly given: string;
}

/** What is wrong with a parameter's text; undefined where nothing is. */
export function faultOf(rule: ParameterRule, value: string): ParameterFault | undefined {
  const takes = takenBy(rule);
  return takes === undefined || isTaken(rule, value) ? undefined : { takes, given: value.slice(0, 80) };
}

/** Every fault of a scheme's parameters, by name; parameters that the scheme does not have are not looked at. */
export function faultsOf(
  rules: Readonly<Record<string, ParameterRule>>,
  given: Readonly<Record<string, string | undefined>>,
): [name: string, fault: ParameterFault][] {
  return Object.entries(rules).flatMap(([name, rule]) => {
    const value = given[name];
    const fault = value === undefined ? undefined : faultOf(rule, value);
    return fault === undefined ? [] : [[name, fault] as [string, ParameterFault]];
  });
}

type NumberRule = NonNullable<ParameterRule['number']>;

function isTaken({ oneOf, number, pattern }: ParameterRule, value: string): boolean {
  if (oneOf && !oneOf.includes(value)) return false;
  if (number && !isWithin(number, value)) return false;
  return !pattern || new RegExp(pattern.matches, 'u').test(value);
}

function isWithin(
  { min, max = Infinity, below = Infinity, decimals = 0 }: NumberRule,
  value: string,
): boolean {
  const parts = /^(?!-0(?:\.0*)?$)-?(?:0|[1-9]\d*)(?:\.(\d+))?$/.exec(value);
  const number = Number(value);
  return !!parts && (parts[1] ?? '').length <= decimals && number >= min && number <= max && number < below;
}

function numberWords({ min, max, below, decimals = 0 }: NumberRule): { en: string; zh: string } {
  const kind = decimals === 0 ? { en: 'a whole number', zh: '整数' } : { en: 'a number', zh: '数' };
  const end = max ?? below;
  const to = end === undefined ? ' up' : ` to ${max === undefined ? 'below ' : ''}${end}`;
  const bis = end === undefined ? ' 以上' : ` 至 ${end}${max === undefined ? '（不含）' : ' '}`;
  const digits = { en: `, with at most ${decimals} decimals`, zh: `，最多 ${decimals} 位小数` };
  return {
    en: `${kind.en} from ${min}${to}${decimals === 0 ? '' : digits.en}`,
    zh: `${min}${bis}的${kind.zh}${decimals === 0 ? '' : digits.zh}`,
  };
}
