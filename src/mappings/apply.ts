import type { Cell, Mapping } from './mapping';
import { renderTemplate, type TemplateValues } from './template';

/** A document in the target's wire shape, as a mapping makes it. */
export type MappedDocument = Record<string, unknown>;

/** Why a row could not be mapped: which target field, and what was missing. No values of the row. */
export class MappingFailed extends Error {
  constructor(
    readonly field: string,
    reason: string,
  ) {
    super(reason);
    this.name = 'MappingFailed';
  }
}

/** A mapping whatever row and form it was declared for. */
export type AnyMapping = Mapping<unknown, unknown>;

/**
 * Maps one source row to one target document. Pure: the same row and parameters give the same document.
 * @param parameters value by parameter name; all of the mapping's parameters
 * @throws MappingFailed naming the target field
 */
export function applyMapping(
  mapping: AnyMapping,
  row: TemplateValues,
  parameters: Readonly<Record<string, string>>,
): MappedDocument {
  const values = { ...row, ...prefixed(parameters) };
  const document: MappedDocument = {};
  for (const [key, cell] of Object.entries(mapping.fields)) {
    const value = renderCell(key, cell, values);
    if (value !== undefined) document[key] = value;
  }
  return document;
}

/** The template of a cell, or its constant as text: what documentation and previews show. */
export function templateOf(cell: Cell): string {
  return 'reference' in cell ? cell.reference : String(cell.value);
}

/** Fields whose values are compared with documents already in the target, as query keys (`FName`, `FUseOrgId.FNumber`). */
export function comparedFields(mapping: AnyMapping): string[] {
  return Object.entries(mapping.fields)
    .filter(([, cell]) => cell.compare)
    .map(([key, cell]) => ('reference' in cell ? `${key}.FNumber` : key));
}

function renderCell(key: string, cell: Cell, values: TemplateValues): unknown {
  if ('value' in cell && typeof cell.value !== 'string') return cell.value;
  const template = templateOf(cell);
  const text = renderTemplate(template, values);
  if (text !== '') return 'reference' in cell ? { FNumber: text } : text;
  if (cell.required)
    throw new MappingFailed(key, `${cell.label} (${template}) is empty in the source row / 来源字段为空`);
  return undefined;
}

function prefixed(parameters: Readonly<Record<string, string>>): TemplateValues {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`parameters.${name}`, value]));
}
