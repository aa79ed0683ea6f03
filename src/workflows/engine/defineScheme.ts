import type {
  RequestValue,
  TargetCell,
  CallOptions,
  Parameter,
  SchemeTable,
  SelectionValue,
} from '../../contract/scheme';
import type { DocumentReference } from '../../contract/page';
import type { SourceMethods, TargetForms } from '../../connectors';
import type { CheckedTemplate, Mapping } from '../../mappings/mapping';

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
type SourceFor<Row, R, N extends string> = {
  [P in keyof SourceMethods]: {
    [M in keyof SourceMethods[P]]: RowsOf<P, M> extends Row
      ? {
          readonly platform: P;
          readonly method: M;
          readonly request: { readonly [K in RequestOf<P, M>]?: unknown } & {
            readonly [K in keyof R]: K extends RequestOf<P, M>
              ? CheckedTemplate<R[K], RequestValue | `parameters.${N}`>
              : never;
          };
          readonly changed?: {
            readonly when: { readonly [K in N]?: string };
            readonly request: { readonly [K in RequestOf<P, M>]?: string };
            readonly within: readonly (keyof RowsOf<P, M>)[];
          };
        }
      : never;
  }[keyof SourceMethods[P]];
}[keyof SourceMethods];

type AuditMembers = Pick<TargetCell, 'auditOptions' | 'submits'>;

/** A target cell whose form takes the documents that the mapping makes, or whose documents it refers to for an audit. */
type TargetFor<Form> = {
  [P in keyof TargetForms]: {
    [F in keyof TargetForms[P]]: Form extends DocumentReference
      ? AuditMembers & {
          readonly platform: P;
          readonly form: F;
          readonly operation: 'Audit';
          readonly options: CallOptions;
        }
      : TargetForms[P][F] extends Form
        ? AuditMembers & {
            readonly platform: P;
            readonly form: F;
            readonly operation: 'BatchSave';
            readonly options: CallOptions;
          }
        : never;
  }[keyof TargetForms[P]];
}[keyof TargetForms];

/**
 * Declares a scheme on top of its mapping: `defineScheme<typeof mapping>()({ … })`. The compiler refuses a method whose
 * rows the mapping does not read, a form it does not write, a request parameter that the method does not have, a request
 * template that names an unknown value, and a table without a parameter that the mapping names, or with other values for
 * it than the mapping knows.
 */
export function defineScheme<M>() {
  return <
    const R extends Readonly<Record<string, string>>,
    const D extends Readonly<Record<string, Parameter>>,
    const S extends string = '',
  >(
    table: Omit<SchemeTable, 'source' | 'target' | 'parameters' | 'reconcile'> & {
      readonly parameters: D &
        Readonly<Record<ParametersOf<M>, Parameter>> &
        CheckedParameters<NoInfer<D>, ChoicesOf<M>>;
      readonly source: { readonly request: R } & SourceFor<RowOf<M>, R, NoInfer<keyof D & string>>;
      readonly target: TargetFor<FormOf<M>>;
      readonly reconcile?: { readonly selection: S } & CheckedReconcile<
        FormOf<M>,
        S,
        NoInfer<keyof D & string>
      >;
    },
  ): SchemeTable => table as SchemeTable;
}

/** Holds the values of parameters against those that the mapping knows, and each default against its values. */
type CheckedParameters<D, C> = {
  readonly [K in keyof C]: { readonly oneOf: readonly C[K][] };
} & {
  readonly [K in keyof D]: D[K] extends { readonly oneOf: readonly (infer Value)[] }
    ? { readonly default: Value } & (K extends keyof C ? Complete<Value, C[K]> : unknown)
    : unknown;
};

type Complete<Value, Choice> = [Exclude<Choice, Value>] extends [never]
  ? unknown
  : { readonly oneOf: `without ${Exclude<Choice, Value> & string}, which the mapping knows` };

type TypesOf<M> =
  M extends Mapping<infer Row, infer Form, infer P, infer C>
    ? { row: Row; form: Form; parameters: P; choices: C }
    : never;
type RowOf<M> = TypesOf<M>['row'];
type FormOf<M> = TypesOf<M>['form'];
type ParametersOf<M> = TypesOf<M>['parameters'];
type ChoicesOf<M> = TypesOf<M>['choices'];

type LinesOf<List> = NonNullable<List> extends readonly (infer Line)[] ? keyof Line & string : never;

type SumsOf<Form> = {
  [L in keyof Form & string]: [LinesOf<Form[L]>] extends [never]
    ? never
    : { readonly lines: L; readonly quantity: LinesOf<Form[L]>; readonly amount: LinesOf<Form[L]> };
}[keyof Form & string];

/** What holds a reconcile cell against the form that the scheme writes and the parameters it has. */
export interface CheckedReconcile<Form, S, N extends string> {
  readonly day: keyof Form & string;
  readonly selection: CheckedTemplate<S, SelectionValue | `parameters.${N}`>;
  readonly sums: SumsOf<Form>;
  readonly parameters?: Readonly<Partial<Record<N, string>>>;
}
