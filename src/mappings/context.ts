import type { CodeTable } from '../contract/scheme';

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
