import { z } from 'zod';
import { unexpected, type JsonAnswer } from './channel';
import type { SourcePage, SourceRow } from './connector';
import { faultText, flag } from './wire';

/** How the rows of a list are read. */
export interface RowModel {
  /** Field that is the row's business key. */
  readonly key: string;
  readonly row: z.ZodType<Record<string, unknown>>;
}

/** Reads one row of a list; one that does not fit is handed on with its fault, never thrown. */
export function readRow({ key: field, row }: RowModel, raw: unknown): SourceRow {
  const key = keyOf(raw, field);
  const { data, error } = row.safeParse(raw);
  return error ? { key, fault: faultText(error) } : { key, row: data };
}

/**
 * Reads the part of an accepted answer that holds a list and Jushuitan's `has_next`. Each row is checked on its own.
 * Whether there is a further page is never taken from counts: recorded answers hold 0 beside rows.
 * @throws ProtocolViolation where list or `has_next` is missing
 */
export function readListWithNext(
  method: RowModel & { readonly list: string },
  payload: unknown,
  { details, rawAnswer }: Pick<JsonAnswer, 'details' | 'rawAnswer'>,
): SourcePage {
  const { data, error } = listModel(method.list).safeParse(payload);
  if (error) throw unexpected(details, faultText(error), rawAnswer);
  const rows = data[method.list] as unknown[];
  const { page_count, data_count } = payload as Record<string, unknown>;
  const pageCount = countOf(page_count);
  const total = countOf(data_count);
  return {
    rows: rows.map((row) => readRow(method, row)),
    hasNext: data.has_next as boolean,
    ...(pageCount > 0 ? { pageCount } : {}),
    ...(total > 0 ? { total } : {}),
  };
}

type ListModel = z.ZodType<Record<string, unknown>>;
const listModels = new Map<string, ListModel>();

/** Made once: what is made for a single answer costs more than the answer's rows. */
function listModel(list: string): ListModel {
  const model = listModels.get(list) ?? z.object({ has_next: flag, [list]: z.array(z.unknown()) });
  listModels.set(list, model);
  return model;
}

/** A count that an answer may leave out, or give as 0 beside rows, as recorded. */
function countOf(value: unknown): number {
  const count = Number(value ?? 0);
  return Number.isSafeInteger(count) ? count : 0;
}

/** Taken from the raw row, so that also a row that does not fit can be named. */
function keyOf(raw: unknown, field: string): string | undefined {
  const value = (raw as Record<string, unknown> | null)?.[field];
  return typeof value === 'number' || typeof value === 'string'
    ? String(value).trim() || undefined
    : undefined;
}
