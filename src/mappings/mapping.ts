/**
 * A mapping is a table from a target's field keys to cells, and reads like the published one. The compiler holds its
 * cells against each other: a template that names a field the source row does not have, a function that reads another
 * row or gives what the field does not take, a key that the target's form does not know, or a required key left out
 * does not compile, at the top as inside sub-headers and lines.
 */
import type { Cells } from './cell';
import type { CheckedFields } from './checked';

export type { Cell } from './cell';
export type { CheckedTemplate, Placeholders } from './checked';

/** A code table that the configuration may give: what it says where it has no such table is the mapping's default rule. */
export interface CodeTableDeclaration {
  readonly label: string;
}

/** A complete mapping, as `defineMapping` checks it. */
export interface Mapping<Row = never, Form = never, P extends string = string, C = unknown> {
  /** Target field that is the record's business key. */
  readonly key: string;
  /** Code tables that the mapping looks codes up in, by name. */
  readonly codeTables?: Readonly<Record<string, CodeTableDeclaration>>;
  readonly fields: Cells;
  /** Types only, never set: what the table reads, writes and takes as parameters. */
  readonly types?: { readonly row: Row; readonly form: Form; readonly parameters: P; readonly choices: C };
}

/** A mapping whatever row and form it was declared for. */
export type AnyMapping = Mapping<unknown, unknown>;

type DeclaredTables<T extends string> = [T] extends [never]
  ? { readonly codeTables?: never }
  : { readonly codeTables: Readonly<Record<T, CodeTableDeclaration>> };

/**
 * Declares the mapping from rows of type `Row` to documents of type `Form`, with parameters named `P` whose published
 * values stand in the scheme's table, and code tables named `T` that the configuration may give. `C` are the values of the
 * parameters that are one of a few words: the scheme's table has to list the same ones.
 *
 * Called twice (`defineMapping<Row, Form, P, T, C>()({ … })`) because TypeScript infers either all type arguments or none.
 */
export function defineMapping<
  Row,
  Form,
  P extends string = never,
  T extends string = never,
  C extends { readonly [N in P]?: string } = object,
>() {
  return <const F extends Cells>(
    table: DeclaredTables<T> & {
      readonly key: keyof F & string;
      readonly fields: F &
        CheckedFields<F, Form, { row: Row; header: Row; parameters: P; tables: T; above: never }>;
    },
  ): Mapping<Row, Form, P, C> => table;
}
