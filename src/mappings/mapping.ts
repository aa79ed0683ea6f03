/**
 * A mapping is a table from a target's field keys to cells, and reads like the published one. The compiler holds its
 * cells against each other: a template that names a field the source row does not have, a key that the target's form
 * does not know, or a required key left out does not compile.
 */

/** A value of a cell: a template (`'{{name}}'`, `'{{parameters.organization}}'`), or a constant. */
export type CellValue = string | number | boolean;

/** One row of a mapping table. */
export type Cell =
  | {
      /** The field's name as people know it. */
      readonly label: string;
      /** Template or constant. A template that renders to nothing leaves the field out. */
      readonly value: CellValue;
      /** An empty value rejects the record instead of leaving the field out. */
      readonly required?: boolean;
      /** Compared with documents already in the target: a difference is reported as `changed`. */
      readonly compare?: boolean;
    }
  | {
      readonly label: string;
      /** Template of the number of base data; travels as `{ "FNumber": … }`. */
      readonly reference: string;
      readonly required?: boolean;
      readonly compare?: boolean;
    };

/** A complete mapping, as `defineMapping` checks it. */
export interface Mapping<Row = never, Form = never, P extends string = string> {
  /** Target field that is the record's business key. */
  readonly key: string;
  readonly fields: Readonly<Record<string, Cell>>;
  /** Types only, never set: what the table reads, writes and takes as parameters. */
  readonly types?: { readonly row: Row; readonly form: Form; readonly parameters: P };
}

/** Names between double braces in a template. */
export type Placeholders<T> = T extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** Keeps a template whose placeholders are all known; otherwise becomes a text that the compiler prints. */
export type CheckedTemplate<T, Known extends string> = [Exclude<Placeholders<T>, Known>] extends [never]
  ? T
  : `unknown field {{${Exclude<Placeholders<T>, Known>}}}`;

type CheckedCell<C, Known extends string> = {
  readonly [K in keyof C]: K extends 'value' | 'reference' ? CheckedTemplate<C[K], Known> : C[K];
};

type RequiredKeys<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T];

/** What holds a table of cells against the row it reads and the form it writes. */
export type CheckedFields<F, Row, Form, P extends string> = {
  readonly [K in keyof F]: K extends keyof Form
    ? CheckedCell<F[K], (keyof Row & string) | `parameters.${P}`>
    : `the form has no field ${K & string}`;
} & { readonly [K in RequiredKeys<Form>]: Cell };

/**
 * Declares the mapping from rows of type `Row` to documents of type `Form`, with parameters named `P` whose published
 * values stand in the scheme's table.
 *
 * Called twice (`defineMapping<Row, Form, P>()({ … })`) because TypeScript infers either all type arguments or none.
 */
export function defineMapping<Row, Form, P extends string = never>() {
  return <const F extends Readonly<Record<string, Cell>>>(table: {
    readonly key: keyof F & string;
    readonly fields: F & CheckedFields<F, Row, Form, P>;
  }): Mapping<Row, Form, P> => table;
}
