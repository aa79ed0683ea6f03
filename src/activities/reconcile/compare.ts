import type { Document, TargetDocument } from '../../connectors/connector';
import { textOf } from '../../mappings/text';

/** Compared fields whose values differ between a document and what the target holds. */
export function differences(
  compared: readonly string[],
  document: Document,
  found: TargetDocument,
): string[] {
  return compared.filter((field) => textAt(document, field) !== (found.fields[field] ?? ''));
}

/** Text of a document's field by query key: `FName`, `FUseOrgId.FNumber`. */
function textAt(document: Document, field: string): string {
  const value = field
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Document | undefined)?.[key], document);
  return textOf(value).trim();
}
