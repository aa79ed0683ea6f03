import type { Call } from '../connector';
import { Misconfigured } from '../errors';
import { type Reader, words } from '../readers';
import { readOr, record } from '../record';
import type { KingdeeClient } from './client';
import { type Reply, replyError, violation } from './errors';
import { formOperation } from './operations';

/** One page of `ExecuteBillQuery`. */
export interface BillQuery<Field extends string = string> {
  readonly form: string;
  /** Field keys; `.FNumber` of a reference gives its number. Entry fields give one row per entry line. */
  readonly fields: readonly Field[];
  /** SQL-like condition; put values in with {@link quote}. */
  readonly filter?: string;
  /** `FStockId asc`. Without an order, pages may overlap. */
  readonly order?: string;
  /** Rows to skip. */
  readonly startRow?: number;
  /** Rows wanted at most. */
  readonly limit: number;
  /** A list or an object in place of a value is a fault of its column, for who reads it, and not of the answer. */
  readonly postpones?: boolean;
}

/** Row by field key: trimmed text, numbers and flags in JSON's spelling; absent where Kingdee holds nothing. */
export type BillRow<Field extends string = string> = { readonly [F in Field]?: string };

const operation = formOperation('ExecuteBillQuery', 'read');

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
    StartRow: query.startRow ?? 0,
    Limit: query.limit,
    SubSystemId: subSystemId,
  };
}

/** Columns answer by position, so a comma within a key would shift all that follow. */
function checkedField(field: string): string {
  if (/^[\w.]+$/.test(field)) return field;
  const details = { platform: 'kingdee', operation: operation.name };
  throw new Misconfigured(`${JSON.stringify(field)} is no field key: letters, digits, _ and . only`, details);
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
