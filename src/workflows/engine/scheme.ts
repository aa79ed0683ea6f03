import type { SourceMethods, TargetForms } from '../../connectors/catalogue';
import type { CheckedTemplate, Mapping } from '../../mappings/mapping';

/** Values that a request template may name: the page that is being read. */
export type RequestValue = 'PAGINATION_START_PAGE' | 'PAGINATION_PAGE_SIZE';

/** A source cell: the platform's method and its business parameters, as published. */
export interface SourceCell {
  readonly platform: string;
  readonly method: string;
  /** Request parameters by the platform's own names; templates name {@link RequestValue}s. */
  readonly request: Readonly<Record<string, string>>;
}

/** A target cell: the platform's form and the switches of the save call, in the platform's own names. */
export interface TargetCell {
  readonly platform: string;
  readonly form: string;
  readonly options: Readonly<Record<string, boolean | string | number>>;
}

/** A value that a configuration or a single run may override. */
export interface Parameter {
  readonly label: string;
  /** The published value. */
  readonly default: string;
}

/** A scheme: everything that sets it apart from the others, as data. */
export interface SchemeTable {
  /** Name of the scheme, of its workflow type and of its mapping. */
  readonly name: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly source: SourceCell;
  readonly target: TargetCell;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Rows a page, where the configuration says nothing. */
  readonly pageSize: number;
  /** Pages moved side by side, where the configuration says nothing. More than 1 only where the list cannot move. */
  readonly lanes: number;
}

type RowsOf<P extends keyof SourceMethods, M extends keyof SourceMethods[P]> = SourceMethods[P][M] extends {
  row: infer Row;
}
  ? Row
  : never;

type RequestOf<
  P extends keyof SourceMethods,
  M extends keyof SourceMethods[P],
> = SourceMethods[P][M] extends {
  request: infer Request extends string;
}
  ? Request
  : never;

/** A source cell whose method hands out the rows that the mapping reads. */
type SourceFor<Row, R> = {
  [P in keyof SourceMethods]: {
    [M in keyof SourceMethods[P]]: RowsOf<P, M> extends Row
      ? {
          readonly platform: P;
          readonly method: M;
          readonly request: { readonly [K in RequestOf<P, M>]?: unknown } & {
            readonly [K in keyof R]: K extends RequestOf<P, M> ? CheckedTemplate<R[K], RequestValue> : never;
          };
        }
      : never;
  }[keyof SourceMethods[P]];
}[keyof SourceMethods];

/** A target cell whose form takes the documents that the mapping makes. */
type TargetFor<Form> = {
  [P in keyof TargetForms]: {
    [F in keyof TargetForms[P]]: TargetForms[P][F] extends Form
      ? { readonly platform: P; readonly form: F; readonly options: TargetCell['options'] }
      : never;
  }[keyof TargetForms[P]];
}[keyof TargetForms];

/**
 * Declares a scheme on top of its mapping: `defineScheme<typeof mapping>()({ … })`. The compiler refuses a method whose
 * rows the mapping does not read, a form it does not write, a request parameter that the method does not have and a
 * request template that names an unknown value.
 */
export function defineScheme<M>() {
  return <const R extends Readonly<Record<string, string>>>(
    table: Omit<SchemeTable, 'source' | 'target' | 'parameters'> & {
      readonly source: { readonly request: R } & SourceFor<RowOf<M>, R>;
      readonly target: TargetFor<FormOf<M>>;
      readonly parameters: Readonly<Record<ParametersOf<M>, Parameter>>;
    },
  ): SchemeTable => table;
}

type TypesOf<M> =
  M extends Mapping<infer Row, infer Form, infer P> ? { row: Row; form: Form; parameters: P } : never;
type RowOf<M> = TypesOf<M>['row'];
type FormOf<M> = TypesOf<M>['form'];
type ParametersOf<M> = TypesOf<M>['parameters'];
