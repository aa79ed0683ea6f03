import type { CheckedTemplate } from '../../mappings/mapping';

/** Values that a selection may name beside parameters: the first day of a slice, and the day after its last. */
export type SelectionValue = 'DAYS_FROM' | 'DAYS_END';

/** Where a bill's quantity and money stand: a list of the document and two fields of its lines. */
export interface SumsCell {
  readonly lines: string;
  readonly quantity: string;
  readonly amount: string;
}

/** How a scheme's documents are told from others in the target, and what of them is added up. */
export interface ReconcileCell {
  /** Field with the day of a document, by which both sides are cut into the same days. */
  readonly day: string;
  /** Condition in the target's words; templates name {@link SelectionValue}s and parameters. */
  readonly selection: string;
  readonly sums: SumsCell;
  /** Parameters that hold while both sides are compared, whatever is configured. */
  readonly parameters?: Readonly<Record<string, string>>;
}

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
