import { unexpected, type JsonAnswer } from '../channel';
import type { PageRef, SourcePage } from '../connector';
import { Misconfigured } from '../errors';
import type { SourceMethod } from '../methods';
import { required, whole } from '../readers';
import { elementsOf, readOr } from '../record';
import { readRow } from '../rows';

/**
 * Reads an accepted answer as a page. `total` counts all rows of the query; a page past the end may hold an empty list,
 * null or none. An empty page ends the list whatever `total` says, as rows may go while we page.
 * @throws ProtocolViolation where `total` is missing, or beside an empty first page; Misconfigured for a cut first page
 */
export function readPage(
  method: SourceMethod,
  answer: JsonAnswer,
  { number, size }: Pick<PageRef, 'number' | 'size'>,
): SourcePage {
  const { total, rows } = readOr(
    () => listOf(method, answer.body),
    ({ message }) => {
      throw unexpected(answer.details, message, answer.rawAnswer);
    },
  );
  if (number === 1) checkFirstPage(rows.length, size, total, answer);
  return {
    rows: rows.map((row) => readRow(method, row)),
    hasNext: rows.length > 0 && number * size < total,
    ...(total > 0 ? { pageCount: Math.ceil(total / size), total } : {}),
  };
}

/** @throws Unreadable */
function listOf({ list }: SourceMethod, body: unknown): { total: number; rows: readonly unknown[] } {
  const { total, [list]: rows } = (body ?? {}) as Readonly<Record<string, unknown>>;
  return { total: required(whole)(total, 'total'), rows: elementsOf(rows, list) };
}

/** A platform that gives fewer rows a page than asked would lose rows in silence: the first page shows it. */
function checkFirstPage(rows: number, size: number, total: number, answer: JsonAnswer): void {
  if (rows === 0 && total > 0) {
    throw unexpected(answer.details, `the first page is empty while total is ${total}`, answer.rawAnswer);
  }
  if (rows < size && total > size) {
    const seen = `asked for ${size} of ${total} rows and got ${rows}`;
    throw new Misconfigured(`${seen}: the platform gives smaller pages; lower pageSize`, answer.details);
  }
}
