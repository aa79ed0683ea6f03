import { unexpected, type JsonAnswer } from './channel';
import type { SourcePage, SourceRow, Request } from './connector';
import { flag, isUnset, lenient, type Reader, required, Unreadable, whole } from './readers';
import { elementsOf, readOr } from './record';
import type { Paging } from '../contract/page';
import { Misconfigured } from './errors';

/** How the rows of a list are read. */
export interface RowModel {
  /** Field that is the row's business key. */
  readonly key: string;
  /** Field with the source's own id of the record, where it has one beside the key. */
  readonly record?: string;
  readonly row: Reader<Readonly<Record<string, unknown>>>;
}

/** Reads one row of a list; one without a readable key is handed on with its fault, never thrown. */
export function readRow({ key: field, record: idField, row }: RowModel, raw: unknown): SourceRow {
  const id = idField === undefined ? undefined : rawKey(raw, idField);
  const record = id === undefined ? {} : { record: id };
  return readOr<SourceRow, SourceRow>(
    () => {
      const read = row(raw, '');
      return { key: String(read[field]).trim(), ...record, row: read };
    },
    ({ message }) => ({ key: rawKey(raw, field), ...record, fault: message }),
  );
}

/**
 * Reads the part of an accepted answer that holds a list and Jushuitan's `has_next`. Each row is checked on its own.
 * Counts are handed on beside `has_next`: recorded answers hold 0 beside rows, so 0 counts nothing. An empty window may come
 * with a list that is null, or with none at all.
 * @throws ProtocolViolation where `has_next` is missing, or the list beside what says that there are rows: counts, or a list
 * under another name
 */
export function readListWithNext(
  method: RowModel & { readonly list: string },
  payload: unknown,
  { details, rawAnswer }: Pick<JsonAnswer, 'details' | 'rawAnswer'>,
): SourcePage {
  return readOr(
    () => {
      const { page_count, data_count, ...answer } = membersOf(payload);
      const pageCount = countOf(page_count);
      const total = countOf(data_count);
      const rows = elementsOf(answer[method.list], method.list);
      const isMissing = !Array.isArray(answer[method.list]);
      const hasNext = hasNextOf(answer['has_next'], isMissing);
      const hasRows = hasNext || total > 0 || Object.values(answer).some(isFilledList);
      if (isMissing && hasRows) throw new Unreadable(method.list, 'expected a list');
      return {
        rows: rows.map((row) => readRow(method, row)),
        hasNext,
        ...(pageCount > 0 ? { pageCount } : {}),
        ...(total > 0 ? { total } : {}),
      };
    },
    ({ message }) => {
      throw unexpected(details, message, rawAnswer);
    },
  );
}

function isFilledList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

/** @throws Unreadable; an answer without a list may leave it out as well */
function hasNextOf(raw: unknown, isEmpty: boolean): boolean {
  const hasNext = flag(raw, 'has_next');
  return hasNext ?? (isEmpty ? false : required(flag)(raw, 'has_next'));
}

/** An answer without anything comes as null, as an empty list or not at all. @throws Unreadable */
function membersOf(payload: unknown): Readonly<Record<string, unknown>> {
  if (isUnset(payload) || (Array.isArray(payload) && payload.length === 0)) return {};
  if (typeof payload === 'object' && !Array.isArray(payload)) return payload as Record<string, unknown>;
  throw new Unreadable('', 'expected an object');
}

/** A count that an answer may leave out, or give as 0 beside rows, as recorded. */
function countOf(value: unknown): number {
  return lenient(whole)(value, '') ?? 0;
}

/** Taken from the raw row, so that also a row that does not fit can be named. */
function rawKey(raw: unknown, field: string): string | undefined {
  const value = (raw as Record<string, unknown> | null)?.[field];
  return typeof value === 'number' || typeof value === 'string'
    ? String(value).trim() || undefined
    : undefined;
}

/** A method that rows can be read from. */
export interface SourceMethod extends RowModel {
  /** The platform's own name. */
  readonly name: string;
  /** Key of the list in the answer. */
  readonly list: string;
  readonly paging: Paging;
  /** Narrows a request to one business key; absent where the platform offers no such query. */
  readonly byKey?: (request: Request, key: string) => Request;
}

/** A table of methods as a map, each knowing its own name. */
export function namedMethods<M extends object>(
  table: Readonly<Record<string, M>>,
): ReadonlyMap<string, M & { readonly name: string }> {
  return new Map(Object.entries(table).map(([name, method]) => [name, { ...method, name }]));
}

/** The method of that name. @throws Misconfigured that names the methods there are */
export function methodOf<M>(platform: string, methods: ReadonlyMap<string, M>, name: string): M {
  const method = methods.get(name);
  if (method) return method;
  const known = [...methods.keys()].join(', ');
  throw new Misconfigured(`unknown method; known are ${known}`, { platform, operation: name });
}
