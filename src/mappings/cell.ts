import type { CodeTable } from '../contract/scheme';

/** A template (`'{{name}}'`, `'{{parameters.organization}}'`), or a constant. */
export type CellValue = string | number | boolean;

/**
 * A named function `(row, context) => value` for what a template cannot say; nothing (`undefined` or `''`) is an empty
 * value. It throws `Unmappable` for a row that it cannot map. `defineMapping` checks what it reads and gives.
 */
export type CellFunction = (row: never, context: never) => unknown;

/**
 * What a compared number is: an `amount` in the ledger's currency, kept to the fen, or a `price`, a quotient of which a
 * target keeps as many digits as it is set to.
 */
export type Precision = 'amount' | 'price';

/** What people should know of a cell before they run it: an oddity that is kept as published. */
export interface CellNote {
  /** Values of parameters with which it holds; always without them. */
  readonly when?: Readonly<Record<string, string>>;
  readonly en: string;
  readonly zh: string;
}

/** Whether a cell holds something of a person: always, never, or with these values of parameters. */
export type Personal = boolean | { readonly when: Readonly<Record<string, string>> };

interface CellBase {
  /** The field's name as people know it. */
  readonly label: string;
  /** Shown by previews. */
  readonly note?: CellNote;
  /**
   * A name, number or address of a person: where the target repeats it in a refusal it is left out, and a business key that
   * holds it is in no history. Remarks and notes are personal unless this says `false`.
   */
  readonly personal?: Personal;
  /** An empty value rejects the record instead of leaving the field out. */
  readonly required?: boolean;
  /**
   * Compared with documents already in the target, in sub-headers and lines as well: a difference is reported as `changed`.
   * Not for what the target works out by itself.
   */
  readonly compare?: boolean | Precision;
}

/** What a function's value is made from, as a text with placeholders (`'{{io_date}} ?? {{send_date}}'`), for people. */
interface Made {
  readonly from: string;
}

/** A value: template, constant or function. A template that renders to nothing leaves the field out. */
export type ValueCell = CellBase &
  ({ readonly value: CellValue } | ({ readonly value: CellFunction } & Made));

/** The number of base data: template or function; travels as `{ "FNumber": … }`. */
export type ReferenceCell = CellBase & {
  /** Key of the number where the form spells it otherwise: `FNUMBER`. */
  readonly inner?: string;
} & ({ readonly reference: string } | ({ readonly reference: CellFunction } & Made));

/** A part of the document with fields of its own (sub-header), made from the same row. */
export interface ObjectCell {
  readonly label: string;
  readonly fields: Cells;
}

/**
 * A list of the document, one entry for each member of a list of the row, or of the list that a function gives. Its
 * cells see the member's fields, and those of the row as `{{header.…}}`.
 */
export type LinesCell = {
  readonly label: string;
  /** An empty list rejects the record instead of leaving the field out. */
  readonly required?: boolean;
  readonly fields: Cells;
} & ({ readonly lines: string } | ({ readonly lines: CellFunction } & Made));

/** One row of a mapping table. */
export type Cell = ValueCell | ReferenceCell | ObjectCell | LinesCell;

/** A mapping table: target field keys to cells. */
export interface Cells {
  readonly [key: string]: Cell;
}

/** What a mapping is given beside the row: the run's parameters and the configuration's code tables. */
export interface MappingSettings {
  /** Value by parameter name; all of the mapping's parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Code tables by name; those that the configuration gives. */
  readonly codeTables?: Readonly<Record<string, CodeTable>> | undefined;
}

/**
 * What a named function of a cell is given beside its row. `H` is the source row (inside lines: the row that the lines
 * belong to), `P` the names of the parameters and `T` those of the code tables.
 */
export interface MappingContext<H = unknown, P extends string = never, T extends string = never> {
  readonly header: H;
  readonly parameters: Readonly<Record<P, string>>;
  /** Absent where the configuration gives no such table. */
  readonly codeTables: Readonly<Partial<Record<T, CodeTable>>>;
}
