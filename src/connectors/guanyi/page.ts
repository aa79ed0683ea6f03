import type { PageRef } from '../../contract/page';
import { unexpected, type JsonAnswer } from '../channel';
import type { SourcePage } from '../connector';
import { type SourceMethod, readRow } from '../rows';
import { required, whole } from '../readers';
import { elementsOf, readOr } from '../record';

/**
 * Reads an accepted answer as a page. `total` counts all rows of the query; a page past the end may hold an empty list,
 * null or none. An empty page ends the list whatever `total` says, as rows may go while we page.
 * @throws ProtocolViolation where `total` is missing
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
  return {
    rows: rows.map((row) => readRow(method, row)),
    hasNext: rows.length > 0 && number * size < total,
    ...(total > 0 ? { total } : {}),
  };
}

/** @throws Unreadable */
function listOf({ list }: SourceMethod, body: unknown): { total: number; rows: readonly unknown[] } {
  const { total, [list]: rows } = (body ?? {}) as Readonly<Record<string, unknown>>;
  return { total: required(whole)(total, 'total'), rows: elementsOf(rows, list) };
}
