import type { Cell, CellNote, Cells, Personal } from './cell';
import type { AnyMapping } from './mapping';

type Tree = Readonly<Record<string, unknown>>;

/** One row of a mapping table as documentation and previews show it. */
export interface DescribedCell {
  /** Target field; inside sub-headers and lists with their keys before it: `FEntity.FMaterialID`. */
  readonly key: string;
  readonly label: string;
  /** Template, constant, or what a function's value is made from; empty for a sub-header. */
  readonly from: string;
  readonly required: boolean;
  /** A value, or what has its rows below: a sub-header's `fields` or `lines`. */
  readonly holds: 'value' | 'fields' | 'lines';
  readonly note?: CellNote;
  readonly personal?: Personal;
}

/** The table of a mapping with the rows of its sub-headers and lists below their own. */
export function describedCells(mapping: AnyMapping): DescribedCell[] {
  return described(mapping.fields, '');
}

/** The cells with a note that holds with these parameters. */
export function notedCells(
  mapping: AnyMapping,
  parameters: Readonly<Record<string, string>>,
): (DescribedCell & { readonly note: CellNote })[] {
  return describedCells(mapping).flatMap((cell) => {
    const { note } = cell;
    return note && holds(note.when, parameters) ? [{ ...cell, note }] : [];
  });
}

/** Whether parameters have the values that something holds with; always where it names none. */
export function holds(
  when: Readonly<Record<string, string>> | undefined,
  parameters: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(when ?? {}).every(([name, value]) => parameters[name] === value);
}

/** Template of a cell, its constant as text, or what its function's value is made from. */
export function fromOf(cell: Cell): string {
  if ('from' in cell) return cell.from;
  if ('reference' in cell) return cell.reference;
  if ('lines' in cell) return cell.lines;
  return 'value' in cell ? String(cell.value) : '';
}

/** Values of a document at a described key: one, or inside lists one for each entry that has it; none where left out. */
export function valuesAt(document: Tree, key: string): readonly unknown[] {
  return key
    .split('.')
    .reduce<readonly unknown[]>((values, part) => values.flatMap((value) => member(value, part)), [document]);
}

function described(cells: Cells, path: string): DescribedCell[] {
  return Object.entries(cells).flatMap(([name, cell]) => {
    const key = path + name;
    const kind = 'lines' in cell ? 'lines' : 'fields' in cell ? 'fields' : 'value';
    const own: DescribedCell = {
      key,
      label: cell.label,
      from: fromOf(cell),
      required: isRequired(cell),
      holds: kind,
      ...('note' in cell && cell.note ? { note: cell.note } : {}),
      ...('personal' in cell && cell.personal !== undefined ? { personal: cell.personal } : {}),
    };
    return 'fields' in cell ? [own, ...described(cell.fields, `${key}.`)] : [own];
  });
}

function isRequired(cell: Cell): boolean {
  return 'required' in cell && cell.required;
}

function member(value: unknown, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((entry) => member(entry, name));
  const found = (value as Tree | undefined)?.[name];
  return found === undefined ? [] : [found];
}
