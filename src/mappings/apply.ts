import type {
  Cell,
  Cells,
  CellFunction,
  LinesCell,
  ReferenceCell,
  ValueCell,
  MappingContext,
  MappingSettings,
} from './cell';
import { fromOf } from './describe';
import type { AnyMapping } from './mapping';
import { renderWith, type TemplateValues, textOf } from './template';
import { placeOf, Unmappable } from './unmappable';

/** A document in the target's wire shape, as a mapping makes it. */
export type MappedDocument = Record<string, unknown>;

/** Why a row could not be mapped: which target field, and what was missing. No values of the row but codes. */
export class MappingFailed extends Error {
  /**
   * @param field target field; inside lines with the list's key before it (`FEntity.FMaterialID`)
   * @param kind `unknown-code` where a code table lacks an entry
   */
  constructor(
    readonly field: string,
    reason: string,
    readonly kind: Unmappable['kind'] = 'mapping',
  ) {
    super(reason);
    this.name = 'MappingFailed';
  }
}

/** What the cells of one level work on. */
interface Level {
  /** The source row, or one of its lines. */
  readonly row: TemplateValues;
  /** What a name in a template stands for. */
  readonly named: (name: string) => unknown;
  readonly context: MappingContext<TemplateValues, string, string>;
  /** Keys of the lists and sub-headers above, with a dot behind each. */
  readonly path: string;
  /** Which line, for people; empty at the top. */
  readonly place: string;
}

/**
 * Maps one source row to one target document. Pure: the same row and settings give the same document.
 * @throws MappingFailed naming the target field
 */
export function applyMapping(
  mapping: AnyMapping,
  row: TemplateValues,
  { parameters, codeTables = {} }: MappingSettings,
): MappedDocument {
  const context = { header: row, parameters, codeTables };
  const named = prefixed('parameters.', parameters, (name) => row[name]);
  return renderCells(mapping.fields, { row, named, context, path: '', place: '' });
}

/** Parameters under the names that templates give them: `parameters.organization`. */
export function parameterValues(parameters: Readonly<Record<string, string>>): TemplateValues {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`parameters.${name}`, value]));
}

/** Values under names with a prefix, before all others. */
function prefixed(prefix: string, values: TemplateValues, others: Level['named']): Level['named'] {
  return (name) => {
    const own = name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
    return own !== undefined && Object.hasOwn(values, own) ? values[own] : others(name);
  };
}

function renderCells(cells: Cells, level: Level): MappedDocument {
  const document: MappedDocument = {};
  for (const [key, cell] of Object.entries(cells)) {
    const value = renderCell(key, cell, level);
    if (value !== undefined) document[key] = value;
  }
  return document;
}

function renderCell(key: string, cell: Cell, level: Level): unknown {
  if ('lines' in cell) return renderLines(key, cell, level);
  if ('fields' in cell) return renderCells(cell.fields, { ...level, path: `${level.path}${key}.` });
  const value = valueOf(key, cell, level);
  if (!isEmpty(value)) return 'reference' in cell ? { [cell.inner ?? 'FNumber']: value } : value;
  if (cell.required) throw failed(key, `${cell.label} (${fromOf(cell)}) ${emptyReason}`, level);
  return undefined;
}

const emptyReason = 'is empty in the source row / 来源字段为空';

function valueOf(key: string, cell: ValueCell | ReferenceCell, level: Level): unknown {
  const source = 'reference' in cell ? cell.reference : cell.value;
  if (typeof source === 'function') return call(key, cell.label, source, level);
  return typeof source === 'string' ? renderWith(source, level.named) : source;
}

function renderLines(key: string, cell: LinesCell, level: Level): MappedDocument[] | undefined {
  const lines = linesOf(key, cell, level);
  if (lines.length === 0 && cell.required)
    throw failed(key, `${cell.label} (${fromOf(cell)}) ${emptyReason}`, level);
  if (lines.length === 0) return undefined;
  const { header, parameters } = level.context;
  const path = `${level.path}${key}.`;
  return lines.map((row, index) => {
    const above = prefixed('parameters.', parameters, (name) => row[name]);
    const named = prefixed('header.', header, above);
    return renderCells(cell.fields, { ...level, row, named, path, place: placeOf(index) });
  });
}

function linesOf(key: string, cell: LinesCell, level: Level): readonly TemplateValues[] {
  const { lines } = cell;
  const list = typeof lines === 'function' ? call(key, cell.label, lines, level) : level.row[lines];
  return Array.isArray(list) ? (list as TemplateValues[]) : [];
}

function call(key: string, label: string, source: CellFunction, level: Level): unknown {
  try {
    return source(level.row as never, level.context as never);
  } catch (error) {
    if (!(error instanceof Unmappable)) throw error;
    throw failed(
      error.field === undefined ? key : `${key}.${error.field}`,
      `${label}: ${error.message}`,
      level,
      error.kind,
    );
  }
}

function failed(
  key: string,
  reason: string,
  { path, place }: Level,
  kind?: Unmappable['kind'],
): MappingFailed {
  return new MappingFailed(`${path}${key}`, place + reason, kind);
}

function isEmpty(value: unknown): boolean {
  return textOf(value).trim() === '' && typeof value !== 'object';
}
