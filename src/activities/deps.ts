import type { SchemeTable, SchemeSettings } from '../contract/scheme';
import type { SourceConnector, TargetConnector } from '../connectors/connector';
import type { AnyMapping } from '../mappings/apply';
import type { AlertDeps } from './alerts/deps';
import type { PauseFailing } from './schedule/pauseFailing';

/** Everything that activities reach for; the worker and the command line put it together. */
export interface ActivityDeps {
  /** Every scheme's table, by scheme name. */
  readonly tables: Readonly<Record<string, SchemeTable>>;
  /** Task queue of the installation. */
  readonly taskQueue: string;
  /** Settings by scheme name. */
  readonly schemes: Readonly<Record<string, SchemeSettings>>;
  /** Connectors by connection name. */
  readonly sources: Readonly<Record<string, SourceConnector>>;
  readonly targets: Readonly<Record<string, TargetConnector>>;
  /** Mappings by scheme name. */
  readonly mappings: Readonly<Record<string, AnyMapping>>;
  /** How a Schedule is paused whose runs fail one after the other. */
  readonly pauseFailing: PauseFailing;
  /** Absent where nobody is to be told. */
  readonly alerts?: AlertDeps | undefined;
  /**
   * Keeps the raw answer of a protocol violation where a person can read it, outside of history and logs.
   * @returns where it is kept
   */
  keepAnswer(platform: string, operation: string, rawAnswer: string): Promise<string>;
}
