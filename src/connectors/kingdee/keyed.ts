import type { Call } from '../connector';
import { Misconfigured, ProtocolViolation } from '../errors';
import { readOr } from '../record';
import type { KingdeeClient } from './client';
import { type BillRow, executeBillQuery } from './query';

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
}

/** Rows with ids above a cursor, ascending. */
export interface KeyedPage {
  readonly rows: readonly BillRow[];
  readonly hasNext: boolean;
  /** Id of the last row; absent on an empty page. */
  readonly cursor?: string;
}

const details = { platform: 'kingdee', operation: 'ExecuteBillQuery' };

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
  const { form, id, limit, subSystemId, postpones = false } = query;
  const fields = [...new Set([id, ...query.fields])];
  const page = { form, fields, filter: filterOf(query, after), order: `${id} asc`, limit, postpones };
  const rows = await executeBillQuery(client, page, call, subSystemId);
  checkAscending(rows, id, after);
  const cursor = rows.at(-1)?.[id];
  // A site may cap a query below the limit asked for, so a short page is no end: only an empty one is.
  return { rows, hasNext: rows.length > 0, ...(cursor === undefined ? {} : { cursor }) };
}

/** All rows of a query, page after page. @throws as {@link readKeyed} */
export async function readAllKeyed(client: KingdeeClient, query: KeyedQuery, call: Call): Promise<BillRow[]> {
  const found: BillRow[] = [];
  let page: KeyedPage | undefined;
  do {
    page = await readKeyed(client, query, page?.cursor ?? '0', call);
    found.push(...page.rows);
  } while (page.hasNext);
  return found;
}

function filterOf({ id, filter }: KeyedQuery, after: string | undefined): string {
  if (after !== undefined && !/^\d+$/.test(after))
    throw new Misconfigured('a cursor is a whole number', details);
  const conditions = [filter.trim(), after === undefined ? '' : `${id} > ${after}`].filter(Boolean);
  return conditions.length < 2 ? conditions.join('') : `(${conditions[0]}) and ${conditions[1]}`;
}

function checkAscending(rows: readonly BillRow[], id: string, after = '-1'): void {
  let last = BigInt(after);
  rows.forEach((row, index) => {
    const text = readOr(
      () => row[id] ?? '',
      () => '',
    );
    if (!/^\d+$/.test(text)) throw new ProtocolViolation(`a row has no whole number as ${id}`, details, '');
    const current = BigInt(text);
    if (current === last && index > 0) throw twice(id);
    if (current <= last) throw new ProtocolViolation(`the query does not page on by ${id}`, details, '');
    last = current;
  });
}

/** Fields of an entry give a row per line, and a page would end in the middle of a document. */
function twice(id: string): Misconfigured {
  return new Misconfigured(
    `one ${id} comes twice: extraFields or FieldKeys name a field of an entry`,
    details,
  );
}
