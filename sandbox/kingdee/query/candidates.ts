import { Refusal } from '../envelopes/refusal';
import type { Row, Value } from '../documents/row';
import type { Table } from '../documents/store';
import type { Column } from './columns';
import { scaleOf } from './compare';
import type { Filter, Operand } from './filter';
import type { Surroundings } from './predicate';

type Compare = Extract<Filter, { kind: 'compare' }>;

/**
 * The documents that may pass a filter that cannot fail, in the order of the table: those of the numbers or ids that it names,
 * those above an id, or all.
 */
export function candidates(table: Table, filter: Filter, around: Surroundings): Iterable<Row> {
  if (!table.isInIdOrder) return table.all();
  const conditions = conjuncts(filter);
  const named = firstOf(conditions, (one) => namedBy(one, table, around));
  if (named !== undefined) return inIdOrder(named);
  const floor = firstOf(conditions, (one) => floorOf(one, around));
  return floor === undefined ? table.all() : table.above(floor);
}

function conjuncts(filter: Filter): readonly Filter[] {
  return filter.kind === 'and' ? filter.parts.flatMap(conjuncts) : [filter];
}

function firstOf<T>(filters: readonly Filter[], read: (one: Filter) => T | undefined): T | undefined {
  for (const one of filters) {
    const found = read(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inIdOrder(rows: readonly Row[]): readonly Row[] {
  const byId = new Map(rows.map((row) => [Number(row.id), row]));
  return [...byId].toSorted(([a], [b]) => a - b).map(([, row]) => row);
}

/** The documents of `FNumber = '…'`, `FNumber in (…)` and the same of the internal id; there may be more than pass. */
function namedBy(filter: Filter, table: Table, around: Surroundings): readonly Row[] | undefined {
  const [name, values] = valuesOf(filter) ?? [];
  if (name === undefined || values === undefined) return undefined;
  const column = around.column(name);
  if (isId(column)) return values.flatMap((value) => ofId(table, scaleOf(column, around.folding)(value)));
  return isNumber(column, table) ? values.flatMap((value) => table.withNumber(String(value))) : undefined;
}

/** A field and the values that it must have one of. */
function valuesOf(filter: Filter): readonly [string, readonly Value[]] | undefined {
  if (filter.kind === 'compare' && filter.operator === '=') {
    const [field, literal] = sides(filter);
    return field === undefined || literal === undefined ? undefined : [field, [literal]];
  }
  if (filter.kind !== 'in' || filter.left.kind !== 'field') return undefined;
  return [filter.left.name, filter.items.flatMap((item) => literalOf(item) ?? [])];
}

/** An id below the lowest that passes `FID > 5`, `FID >= 5`, `5 < FID`. */
function floorOf(filter: Filter, around: Surroundings): number | undefined {
  if (filter.kind !== 'compare') return undefined;
  const [field, literal] = sides(filter);
  const points = filter.left.kind === 'field' ? ['>', '>='] : ['<', '<='];
  if (field === undefined || literal === undefined || !points.includes(filter.operator)) return undefined;
  const column = around.column(field);
  const bound = isId(column) ? scaleOf(column, around.folding)(literal) : undefined;
  return typeof bound === 'number' ? bound - 1 : undefined;
}

/** The one field and the one literal of a comparison, whichever stands left. */
function sides({ left, right }: Compare): readonly [string | undefined, Value | undefined] {
  const field = [left, right].find((one) => one.kind === 'field');
  return [field?.name, literalOf(left) ?? literalOf(right)];
}

function literalOf(operand: Operand): Value | undefined {
  return operand.kind === 'literal' ? operand.value : undefined;
}

function ofId(table: Table, id: Value): readonly Row[] {
  const row = typeof id === 'number' || typeof id === 'string' ? table.get(id) : undefined;
  return row === undefined ? [] : [row];
}

/** The document's own internal id, not that of a document it refers to. */
export function isId({ key, type, path }: Column): boolean {
  return type === 'id' && path.length === 1 && !key.includes('.');
}

function isNumber({ key, type, field, path }: Column, table: Table): boolean {
  return type === 'text' && field?.key === table.form.number && path.length === 1 && !key.includes('.');
}

/**
 * Whether a comparison may be refused for some row: with a literal that does not fit its field, or of two fields. Then all rows
 * must be looked at, so that it is refused wherever that row stands.
 */
export function mayFail(filter: Filter, around: Surroundings): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.parts.some((part) => mayFail(part, around));
    case 'not':
      return mayFail(filter.part, around);
    case 'compare':
      return misfits(filter.left, filter.right, around);
    case 'between':
      return misfits(filter.left, filter.low, around) || misfits(filter.left, filter.high, around);
    default:
      return false;
  }
}

function misfits(a: Operand, b: Operand, around: Surroundings): boolean {
  const [field, literal] = a.kind === 'field' ? [a, b] : [b, a];
  if (field.kind !== 'field' || literal.kind !== 'literal') return true;
  try {
    scaleOf(around.column(field.name), around.folding)(literal.value);
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}
