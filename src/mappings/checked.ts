import type { Cell, CellFunction, MappingContext } from './cell';

/** Names between double braces in a template. */
export type Placeholders<T> = T extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** Keeps a template whose placeholders are all known; otherwise becomes a text that the compiler prints. */
export type CheckedTemplate<T, Known extends string> = [Exclude<Placeholders<T>, Known>] extends [never]
  ? T
  : `unknown field {{${Exclude<Placeholders<T>, Known>}}}`;

/** What the cells of one level may read. `above` are the names of the row that lines belong to. */
interface Scope {
  row: unknown;
  header: unknown;
  parameters: string;
  tables: string;
  above: string;
}

type Names<S extends Scope> = (keyof S['row'] & string) | S['above'] | `parameters.${S['parameters']}`;

type FunctionOf<S extends Scope, Out> = (
  row: S['row'],
  context: MappingContext<S['header'], S['parameters'], S['tables']>,
) => Out | undefined;

type CheckedFunction<V, S extends Scope, Out> =
  V extends FunctionOf<S, Out> ? V : 'the function reads another row or gives what the field does not take';

type CheckedValue<V, S extends Scope, Target> = V extends CellFunction
  ? CheckedFunction<V, S, Target>
  : V extends Target
    ? CheckedTemplate<V, Names<S>>
    : 'the value is not of the type that the field takes';

type InnerKey<C> = C extends { readonly inner: infer Key extends string } ? Key : 'FNumber';

type CheckedReference<C, V, S extends Scope, Target> = {
  readonly [K in InnerKey<C>]: string;
} extends Target
  ? V extends CellFunction
    ? CheckedFunction<V, S, string>
    : CheckedTemplate<V, Names<S>>
  : 'the field takes no reference with this inner key';

type ItemOf<List> = NonNullable<List> extends readonly (infer Item)[] ? Item : never;

/** Members that the cells of a list see; `never` where the row has no such list. */
type LineOf<L, S extends Scope> =
  L extends FunctionOf<S, infer List> ? ItemOf<List> : L extends keyof S['row'] ? ItemOf<S['row'][L]> : never;

type LineScope<L, S extends Scope> = {
  row: LineOf<L, S>;
  header: S['header'];
  parameters: S['parameters'];
  tables: S['tables'];
  above: `header.${keyof S['header'] & string}`;
};

type CheckedLines<
  C extends { readonly lines: unknown; readonly fields: unknown },
  S extends Scope,
  Target,
> = {
  readonly [K in keyof C]: K extends 'lines'
    ? [LineOf<C[K], S>] extends [never]
      ? 'the row has no such list'
      : C[K]
    : K extends 'fields'
      ? CheckedFields<C[K], ItemOf<Target>, LineScope<C['lines'], S>>
      : CheckedFrom<K, C[K], S>;
};

/** What a cell says about itself: what its function reads, and the parameters that it names. */
type CheckedFrom<K, V, S extends Scope> = K extends 'from'
  ? CheckedTemplate<V, Names<S>>
  : K extends 'note' | 'personal'
    ? CheckedWhen<V, S>
    : V;

type CheckedWhen<V, S extends Scope> = V extends { readonly when: infer When }
  ? [Exclude<keyof When, S['parameters']>] extends [never]
    ? V
    : 'it names a parameter that the mapping does not have'
  : V;

type CheckedCell<C, S extends Scope, Target> = C extends {
  readonly lines: unknown;
  readonly fields: unknown;
}
  ? CheckedLines<C, S, Target>
  : {
      readonly [K in keyof C]: K extends 'value'
        ? CheckedValue<C[K], S, Target>
        : K extends 'reference'
          ? CheckedReference<C, C[K], S, Target>
          : K extends 'fields'
            ? CheckedFields<C[K], Target, S>
            : CheckedFrom<K, C[K], S>;
    };

type RequiredKeys<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T];

/** What holds a table of cells against the rows it reads and the form it writes. */
export type CheckedFields<F, Form, S extends Scope> = {
  readonly [K in keyof F]: K extends keyof Form
    ? CheckedCell<F[K], S, NonNullable<Form[K]>>
    : `the form has no field ${K & string}`;
} & { readonly [K in RequiredKeys<Form>]: Cell };
