import type { DocumentKey } from '../../contract/document';
import type { KnownDocument } from '../../contract/page';
import type { SoughtKey, SourceRow, TargetConnector } from '../../connectors/connector';
import { Unreadable } from '../../connectors/readers';
import { applyMapping, MappingFailed, type AnyMapping, type MappedDocument } from '../../mappings/apply';
import type { MappingSettings } from '../../mappings/context';

/** Business key of the document that a row becomes, also where other fields of the row cannot be mapped. */
export function keyOfRow(
  target: TargetConnector,
  form: string,
  mapping: AnyMapping,
  row: SourceRow | undefined,
  settings: MappingSettings,
): SoughtKey | undefined {
  if (!row?.row) return undefined;
  const key = target.keyOf(form, mappablePart(mapping, row.row, settings));
  return key.number === '' ? undefined : key;
}

/** A known document's business key. */
export function keyOfKnown(document: KnownDocument | undefined): DocumentKey | undefined {
  const { id: _id, number, ...rest } = document ?? {};
  return number === undefined ? undefined : { number, ...rest };
}

/** The fields of a row that can be mapped, each for itself. */
function mappablePart(
  mapping: AnyMapping,
  row: Record<string, unknown>,
  settings: MappingSettings,
): MappedDocument {
  const parts = Object.entries(mapping.fields).map(([key, cell]) => {
    try {
      return applyMapping({ ...mapping, fields: { [key]: cell } }, row, settings);
    } catch (error) {
      if (error instanceof MappingFailed || error instanceof Unreadable) return {};
      throw error;
    }
  });
  return Object.assign({}, ...parts) as MappedDocument;
}
