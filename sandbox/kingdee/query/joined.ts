import type { Entity } from '../forms/form';
import type { Row } from '../documents/row';
import type { Joined } from './columns';

/**
 * The rows of a document that a query sees: one for each line of the entities it touches, head values repeated. Two entities side
 * by side multiply; an entity without lines leaves one row with nulls.
 */
export function joinedRows(head: Entity, document: Row, touched: ReadonlySet<string>): Joined[] {
  const start: Joined = { [head.key]: { row: document, seq: 1 } };
  if (touched.size === 0 || (touched.size === 1 && touched.has(head.key))) return [start];
  return (head.children ?? []).reduce(
    (rows, child) => rows.flatMap((one) => withChild(one, child, document, touched)),
    [start],
  );
}

function withChild(joined: Joined, child: Entity, parent: Row, touched: ReadonlySet<string>): Joined[] {
  if (!isTouched(child, touched)) return [joined];
  const rows = parent.entries[child.key] ?? [];
  if (rows.length === 0) return [joined];
  return rows.flatMap((row, index) => {
    const own: Joined = { ...joined, [child.key]: { row, seq: index + 1 } };
    return (child.children ?? []).reduce(
      (all, below) => all.flatMap((one) => withChild(one, below, row, touched)),
      [own],
    );
  });
}

function isTouched(entity: Entity, touched: ReadonlySet<string>): boolean {
  return touched.has(entity.key) || (entity.children ?? []).some((child) => isTouched(child, touched));
}
