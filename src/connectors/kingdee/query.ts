import type { Call } from '../connector';
import { Misconfigured, ProtocolViolation } from '../errors';
import { type Reader, words } from '../readers';
import { readOr, record } from '../record';
import type { KingdeeClient } from './client';
import { type Reply, replyError, violation } from './errors';
import { formOperation } from './operations';
import type { KingdeeSettings } from './settings';

/** One page of `ExecuteBillQuery`. */
export interface BillQuery<Field extends string = string> {
  readonly form: string;
  /** Field keys; `.FNumber` of a reference gives its number. Entry fields give one row per entry line. */
  readonly fields: readonly Field[];
  /** SQL-like condition; put values in with {@link quote}. */
  readonly filter?: string;
  /** `FStockId asc`. Without an order, pages may overlap. */
  readonly order?: string;
  /** Rows wanted at most. */
  readonly limit: number;
  /** A list or an object in place of a value is a fault of its column, for who reads it, and not of the answer. */
  readonly postpones?: boolean;
}

/** Row by field key: trimmed text, numbers and flags in JSON's spelling; absent where Kingdee holds nothing. */
export type BillRow<Field extends string = string> = { readonly [F in Field]?: string };

const operation = formOperation('ExecuteBillQuery', 'read');
/** What errors of queries are about. */
export const queryDetails = { platform: 'kingdee', operation: operation.name };

/**
 * Reads one page. Fewer rows than `limit` mean that it is the last one: Kingdee gives no total.
 * @throws Unavailable, Throttled, Unauthorized, ProtocolViolation, Misconfigured (unknown form or field, bad filter)
 */
export async function executeBillQuery<Field extends string>(
  client: KingdeeClient,
  query: BillQuery<Field>,
  call: Call,
  subSystemId = '',
): Promise<BillRow<Field>[]> {
  const reply = await client.call(operation, queryData(query, subSystemId), call);
  return readRows(reply, query);
}

/** A text as a literal of a filter. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** `field in ('a','b')`. */
export function isOneOf(field: string, values: readonly string[]): string {
  return `${field} in (${values.map(quote).join(',')})`;
}

function queryData(query: BillQuery, subSystemId: string): object {
  return {
    FormId: query.form,
    FieldKeys: query.fields.map(checkedField).join(','),
    FilterString: query.filter ?? '',
    OrderString: query.order ?? '',
    // An absolute end row, not a page size: 0 is "no end".
    TopRowCount: 0,
    StartRow: 0,
    Limit: query.limit,
    SubSystemId: subSystemId,
  };
}

/** Columns answer by position, so a comma within a key would shift all that follow. */
function checkedField(field: string): string {
  if (/^[\w.]+$/.test(field)) return field;
  throw new Misconfigured(
    `${JSON.stringify(field)} is no field key: letters, digits, _ and . only`,
    queryDetails,
  );
}

function readRows<Field extends string>(
  reply: Reply,
  { fields, postpones }: BillQuery<Field>,
): BillRow<Field>[] {
  if (reply.answer.kind !== 'rows') throw replyError(reply);
  const misfit = reply.answer.rows.find((row) => row.length !== fields.length);
  if (misfit !== undefined) {
    throw violation(`a row has ${misfit.length} values for ${fields.length} fields`, reply);
  }
  const read = billRow(fields);
  const rows = reply.answer.rows.map((row) =>
    read(Object.fromEntries(fields.map((field, i) => [field, row[i]])), ''),
  );
  const fault = postpones
    ? undefined
    : readOr(
        () => void rows.map((row) => ({ ...row })),
        ({ message }) => message,
      );
  if (fault !== undefined) throw violation(fault, reply);
  return rows;
}

/** Empty text comes as `""` or as one blank, depending on the column. */
const value: Reader<string | undefined> = (raw, path) => words(raw, path)?.trim();

function billRow(fields: readonly string[]) {
  return record(Object.fromEntries(fields.map((field) => [field, value])));
}

/** A list that is paged by its internal id. */
export interface KeyedQuery {
  readonly form: string;
  /** Internal id, as a field key; ids are whole numbers. */
  readonly id: string;
  readonly fields: readonly string[];
  /** Condition beside the cursor; empty for none. */
  readonly filter: string;
  readonly limit: number;
  readonly subSystemId?: string | undefined;
  /** See {@link BillQuery.postpones}. */
  readonly postpones?: boolean;
  /** An id may come on several rows; otherwise such a list is a mistake. */
  readonly mayRepeat?: boolean;
  /**
   * A page with fewer rows than `limit` is the last one, as the few documents of some keys fit into one; its rows may then
   * come in any order. Otherwise a list is read until a page is empty, since a site may give fewer rows than it is asked for.
   */
  readonly endsShort?: boolean;
}

/** Rows with ids above a cursor, ascending. */
export interface KeyedPage {
  readonly rows: readonly BillRow[];
  readonly hasNext: boolean;
  /** Id of the last row; absent on the last page. */
  readonly cursor?: string;
}

/**
 * One page after the cursor. Rows that leave or enter the filter meanwhile shift nothing, as they would with an offset.
 * @throws also ProtocolViolation where ids do not ascend from the cursor, Misconfigured where a document comes twice
 */
export async function readKeyed(
  client: KingdeeClient,
  query: KeyedQuery,
  after: string | undefined,
  call: Call,
): Promise<KeyedPage> {
  const { form, id, limit, subSystemId, postpones = false, endsShort = false } = query;
  const fields = [...new Set([id, ...query.fields])];
  const page = { form, fields, filter: filterOf(query, after), order: `${id} asc`, limit, postpones };
  const rows = await executeBillQuery(client, page, call, subSystemId);
  if (endsShort && rows.length < limit) return { rows, hasNext: false };
  checkAscending(rows, query, after);
  const cursor = rows.at(-1)?.[id];
  return { rows, hasNext: rows.length > 0, ...(cursor === undefined ? {} : { cursor }) };
}

/** All rows of a query, page after page. @throws as {@link readKeyed} */
export async function readAllKeyed(
  client: KingdeeClient,
  query: KeyedQuery,
  call: Call,
  after?: string,
): Promise<BillRow[]> {
  const found: BillRow[] = [];
  let cursor = after;
  do {
    const page = await readKeyed(client, query, cursor, call);
    found.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
}

function filterOf({ id, filter }: KeyedQuery, after: string | undefined): string {
  if (after !== undefined && !/^\d+$/.test(after))
    throw new Misconfigured('a cursor is a whole number', queryDetails);
  const conditions = [filter.trim(), after === undefined ? '' : `${id} > ${after}`].filter(Boolean);
  return conditions.length < 2 ? conditions.join('') : `(${conditions[0]}) and ${conditions[1]}`;
}

function checkAscending(rows: readonly BillRow[], { id, mayRepeat = false }: KeyedQuery, after = '-1'): void {
  let last = BigInt(after);
  rows.forEach((row, index) => {
    const text = readOr(
      () => row[id] ?? '',
      () => '',
    );
    if (!/^\d+$/.test(text))
      throw new ProtocolViolation(`a row has no whole number as ${id}`, queryDetails, '');
    const current = BigInt(text);
    const isRepeated = current === last && index > 0;
    if (isRepeated && !mayRepeat) throw twice(id);
    if (current < last || (current === last && !isRepeated))
      throw new ProtocolViolation(`the query does not page on by ${id}`, queryDetails, '');
    last = current;
  });
}

/** Fields of an entry give a row per line, and a page would end in the middle of a document. */
function twice(id: string): Misconfigured {
  return new Misconfigured(
    `one ${id} comes twice: extraFields or FieldKeys name a field of an entry`,
    queryDetails,
  );
}

/** Which rows of an entry are read, and of which documents. */
export interface EntryQuery {
  readonly form: string;
  /** Internal id of the document, as a field key. */
  readonly documentId: string;
  readonly documentIds: readonly string[];
  /** Internal id of the entry's rows, as a field key. */
  readonly id: string;
  readonly fields: readonly string[];
}

type EntrySettings = Pick<KingdeeSettings, 'lookUpBatch' | 'queryLimit' | 'subSystemId'>;

/** Rows of an entry by document id, in the order of their own ids; a document without rows is absent. */
export async function readEntries(
  client: KingdeeClient,
  settings: EntrySettings,
  entry: EntryQuery,
  call: Call,
): Promise<ReadonlyMap<string, readonly BillRow[]>> {
  const { form, documentId, id, documentIds } = entry;
  const { lookUpBatch, queryLimit: limit, subSystemId } = settings;
  const found = new Map<string, BillRow[]>();
  for (const batch of chunks(documentIds, lookUpBatch)) {
    const filter = `${documentId} in (${batch.join(',')})`;
    const query = { form, id, fields: [documentId, ...entry.fields], filter, limit, subSystemId };
    for (const row of await readAllKeyed(client, query, call, '0')) {
      const document = row[documentId] ?? '';
      const rows = found.get(document);
      if (rows === undefined) found.set(document, [row]);
      else rows.push(row);
    }
  }
  return found;
}

/** The items in their order, so many together; the last ones may be fewer. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** Values of a row by field key; what Kingdee does not hold is absent. */
export function valuesOf(row: BillRow, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap((key) => (row[key] === undefined ? [] : [[key, row[key]] as const])),
  );
}
