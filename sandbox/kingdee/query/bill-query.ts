import { msgCode, Refusal } from '../envelopes/refusal';
import { texts } from '../envelopes/texts';
import type { Form } from '../forms/form';
import type { Row, Value } from '../documents/row';
import type { Data } from '../transport/data';
import type { World } from '../world';
import { arrayFilterText } from './array-filter';
import { candidates, isId, mayFail } from './candidates';
import { column, type Column, type Joined } from './columns';
import { parseFilter, unparsable } from './filter';
import { joinedRows } from './joined';
import { inDefaultOrder, parseOrder, sorted } from './order';
import { compile, type Predicate } from './predicate';

/** The rows of ExecuteBillQuery and the keys of their columns. */
export interface QueryResult {
  readonly keys: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

interface Plan {
  readonly form: Form;
  readonly columns: readonly Column[];
  /** The documents that may pass. */
  readonly documents: Iterable<Row>;
  readonly passes: Predicate;
  readonly orderBy: ReturnType<typeof parseOrder>;
  /** Whether the documents come in the order in which the answer lists them, so that those behind a page need no look. */
  readonly canStop: boolean;
  /** Keys of the entities that any column, filter or order reads. */
  readonly touched: ReadonlySet<string>;
}

/**
 * Runs ExecuteBillQuery on what `data` asks for. Refuses a missing FormId or FieldKeys, unknown fields (MsgCode 9), text that
 * does not parse, and, by the switch `overLimit`, too large a Limit.
 */
export function billQuery(data: Data, world: World): QueryResult {
  if (data.text('FormId') === '') throw Refusal.of(msgCode.formEmpty, texts.formEmpty);
  const { form } = world.store.table(data.text('FormId'));
  const keys = fieldKeys(data);
  const counts = keys.length === 1 && /^count\(\s*(1|\*)\s*\)$/i.test(keys[0] ?? '');
  const plan = makePlan(form, counts ? [] : keys, data, world);
  if (showsNothing(form, world)) return { keys, rows: counts ? [[0]] : [] };
  if (counts) return { keys, rows: [[matching(plan).length]] };
  const [start, end] = bounds(data, world);
  const found = matching(plan, plan.canStop ? end : undefined);
  refuseOverLimit(data, world);
  const rows = inOrder(found, plan, data, world).slice(start, end);
  const emptyText = world.switches.values().emptyText;
  return { keys, rows: rows.map((row) => plan.columns.map((one) => cell(one, one.read(row), emptyText))) };
}

/** Whether the user may not query the form, which some sites answer with no rows, or the query lags behind a save. */
function showsNothing({ id }: Form, { switches, savedAt, now }: World): boolean {
  const { emptyQueries, queryLagSeconds } = switches.values();
  const forms = emptyQueries.split(',').map((one) => one.trim());
  if (forms.includes('*') || forms.includes(id)) return true;
  const saved = savedAt.get(id);
  return saved !== undefined && now().getTime() - saved < queryLagSeconds * 1000;
}

/** FieldKeys as texts, blanks removed; an array is taken as well. */
export function fieldKeys(data: Data): string[] {
  const raw = data.raw('FieldKeys');
  const keys = (Array.isArray(raw) ? raw.map(String) : data.text('FieldKeys').split(',')).map((one) =>
    one.trim(),
  );
  if (keys.every((one) => one === '')) throw Refusal.of(msgCode.parameter, texts.fieldKeysEmpty);
  if (keys.includes('')) throw unparsable(keys.join(','));
  return keys;
}

function makePlan(form: Form, keys: readonly string[], data: Data, world: World): Plan {
  const touched = new Set<string>();
  const find = (key: string): Column => {
    const found = column(form, key, world);
    for (const entity of found.path) touched.add(entity.key);
    return found;
  };
  const columns = keys.map(find);
  const filter = parseFilter(filterText(data, world));
  const folding = world.switches.values();
  const { defaultOrder } = folding;
  const around = { folding, column: find };
  const passes = filter === undefined ? () => true : compile(filter, around);
  const orderBy = parseOrder(data.text('OrderString'), find);
  const table = world.store.table(form.id);
  const common = { form, columns, passes, orderBy, touched };
  if (filter !== undefined && mayFail(filter, around))
    return { ...common, documents: table.all(), canStop: false };
  const documents = filter === undefined ? table.all() : candidates(table, filter, around);
  const canStop = orderBy.length === 0 ? defaultOrder === 'id' : table.isInIdOrder && isAscendingId(orderBy);
  return { ...common, documents, canStop };
}

function isAscendingId([first, ...more]: ReturnType<typeof parseOrder>): boolean {
  return first !== undefined && more.length === 0 && first.sign === 1 && isId(first.column);
}

function filterText(data: Data, { switches }: World): string {
  const raw = data.raw('FilterString');
  if (Array.isArray(raw)) return arrayFilterText(raw, switches.values().compare60);
  if (raw === undefined || raw === null || typeof raw === 'string') return raw ?? '';
  throw unparsable(JSON.stringify(raw));
}

/** The rows that pass, or so many of the first. */
function matching({ form, documents, passes, touched }: Plan, enough = Number.POSITIVE_INFINITY): Joined[] {
  const found: Joined[] = [];
  for (const document of documents) {
    if (found.length >= enough) break;
    for (const joined of joinedRows(form.head, document, touched))
      if (passes(joined) === true) found.push(joined);
  }
  return found;
}

function inOrder(rows: readonly Joined[], { orderBy }: Plan, data: Data, { switches }: World): Joined[] {
  const folding = switches.values();
  const { defaultOrder } = folding;
  if (orderBy.length > 0) return sorted(rows, orderBy, folding);
  return inDefaultOrder(rows, defaultOrder, data.count('StartRow'));
}

/** First and end row. TopRowCount is an absolute end row (live finding), 0 = none. A Limit of 0 is the largest allowed. */
function bounds(data: Data, { switches }: World): readonly [start: number, end: number] {
  const { queryLimit } = switches.values();
  const [start, limit, top] = [data.count('StartRow'), data.count('Limit'), data.count('TopRowCount')];
  const end = start + Math.min(limit || queryLimit, queryLimit);
  return [start, Math.max(start, top === 0 ? end : Math.min(end, top))];
}

function refuseOverLimit(data: Data, { switches }: World): void {
  const { queryLimit, overLimit } = switches.values();
  if (data.count('Limit') > queryLimit && overLimit === 'refuse')
    throw Refusal.of(msgCode.parameter, texts.overLimit(queryLimit));
}

/** A stored value as queries print it: an absent reference is null, an empty text often one space. */
function cell({ type, field }: Column, value: Value, emptyText: 'by-field' | 'space' | 'empty'): Value {
  if (type === 'reference') return value === 0 ? null : value;
  if (value !== '' || emptyText === 'empty') return value;
  return emptyText === 'space' ? ' ' : (field?.emptyAs ?? ' ');
}
