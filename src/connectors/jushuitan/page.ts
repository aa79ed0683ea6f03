import { z } from 'zod';
import type { SourcePage, SourceRow } from '../connector';
import { violation, type Envelope } from './channel';
import type { Method } from './model';
import { faultText, flag } from './wire';

/**
 * Reads an accepted answer as a page. The envelope must fit; each row is checked on its own, and one that does not fit
 * is handed on with its fault. Counts are ignored: recorded answers hold 0 beside rows.
 * @throws ProtocolViolation where list or `has_next` is missing
 */
export function readPage(method: Method, answer: Envelope, payload: unknown): SourcePage {
  const { data, error } = z
    .object({ has_next: flag, [method.list]: z.array(z.unknown()) })
    .safeParse(payload);
  if (error) throw violation(method.name, faultText(error), answer.rawAnswer);
  const rows = data[method.list] as unknown[];
  return { rows: rows.map((row) => readRow(method, row)), hasNext: data.has_next as boolean };
}

function readRow(method: Method, raw: unknown): SourceRow {
  const key = keyOf(raw, method.key);
  const { data, error } = method.row.safeParse(raw);
  return error ? { key, fault: faultText(error) } : { key, row: data };
}

/** Taken from the raw row, so that also a row that does not fit can be named. */
function keyOf(raw: unknown, field: string): string | undefined {
  const value = (raw as Record<string, unknown> | null)?.[field];
  return typeof value === 'number' || typeof value === 'string'
    ? String(value).trim() || undefined
    : undefined;
}
