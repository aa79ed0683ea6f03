import type { Folding } from '../documents/folding';
import type { Value } from '../documents/row';
import type { Column, Joined } from './columns';
import { likePattern, order, scaleOf, textScale } from './compare';
import type { Filter, Operand, Operator } from './filter';

/** Truth in SQL's three values: a comparison with null is neither true nor false. */
export type Truth = boolean | null;
/** Tells whether a row passes. */
export type Predicate = (joined: Joined) => Truth;

/** What a filter is compiled with. */
export interface Surroundings {
  readonly folding: Folding;
  /** The column of a field name; refuses unknown ones. Called once a mention. */
  column(name: string): Column;
}

type Of<Kind> = Extract<Filter, { kind: Kind }>;

/** Makes a filter into a predicate. Unknown fields are refused here, ill-typed values when rows are compared. */
export function compile(filter: Filter, around: Surroundings): Predicate {
  switch (filter.kind) {
    case 'and':
      return all(filter.parts.map((part) => compile(part, around)));
    case 'or':
      return negate(all(filter.parts.map((part) => negate(compile(part, around)))));
    case 'not':
      return negate(compile(filter.part, around));
    case 'null':
      return isNull(filter, around);
    case 'in':
      return isIn(filter, around);
    case 'like':
      return isLike(filter, around);
    case 'between':
      return isBetween(filter, around);
    default:
      return compares(filter, around);
  }
}

function all(parts: readonly Predicate[]): Predicate {
  return (joined) => {
    let truth: Truth = true;
    for (const part of parts) {
      const one = part(joined);
      if (one === false) return false;
      if (one === null) truth = null;
    }
    return truth;
  };
}

function negate(part: Predicate): Predicate {
  return (joined) => {
    const truth = part(joined);
    return truth === null ? null : !truth;
  };
}

interface Side {
  readonly column?: Column;
  read(joined: Joined): Value;
}

function side(operand: Operand, around: Surroundings): Side {
  if (operand.kind === 'literal') return { read: () => operand.value };
  const column = around.column(operand.name);
  return { column, read: column.read };
}

const holds: Readonly<Record<Operator, (sign: number) => boolean>> = {
  '=': (sign) => sign === 0,
  '<>': (sign) => sign !== 0,
  '>': (sign) => sign > 0,
  '<': (sign) => sign < 0,
  '>=': (sign) => sign >= 0,
  '<=': (sign) => sign <= 0,
};

function compares({ operator, left, right }: Of<'compare'>, around: Surroundings): Predicate {
  const [a, b] = [side(left, around), side(right, around)];
  const scale = scaleOf(a.column ?? b.column, around.folding);
  const test = holds[operator];
  return (joined) => {
    const [one, other] = [scale(a.read(joined)), scale(b.read(joined))];
    return one === null || other === null ? null : test(order(one, other));
  };
}

function isIn({ left, items }: Of<'in'>, around: Surroundings): Predicate {
  const { column, read } = side(left, around);
  const scale = scaleOf(column, around.folding);
  const wanted = new Set(items.map((item) => scale(side(item, around).read({}))));
  return (joined) => {
    const value = scale(read(joined));
    return value === null ? null : wanted.has(value);
  };
}

function isLike({ left, pattern }: Of<'like'>, around: Surroundings): Predicate {
  const { read } = side(left, around);
  const expression = likePattern(pattern, around.folding.textCase);
  const scale = textScale({ ...around.folding, textCase: 'exact', textWidth: 'exact' });
  return (joined) => {
    const value = scale(read(joined));
    return value === null ? null : expression.test(String(value));
  };
}

function isBetween({ left, low, high }: Of<'between'>, around: Surroundings): Predicate {
  return all([
    compares({ kind: 'compare', operator: '>=', left, right: low }, around),
    compares({ kind: 'compare', operator: '<=', left, right: high }, around),
  ]);
}

function isNull({ left }: Of<'null'>, around: Surroundings): Predicate {
  const { read } = side(left, around);
  return (joined) => read(joined) === null;
}
