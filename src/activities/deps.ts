import type { SchemeTable } from '../contract/scheme';
import type { PauseAt } from '../contract/run';
import type { SourceConnector, TargetConnector } from '../connectors/connector';
import type { AnyMapping } from '../mappings/apply';
import type { AlertDeps } from './alerts/deps';
import type { CodeTable } from '../mappings/context';
import type { PauseFailing } from './schedule/pauseFailing';

/** A scheme's settings in the configuration; what is absent has a default in the scheme's table. */
export interface SchemeSettings {
  /** Name of the connection that rows are read from. */
  readonly source: string;
  /** Name of the connection that documents are written to. */
  readonly target: string;
  /** Rows a page. */
  readonly pageSize?: number | undefined;
  /** Pages moved side by side. */
  readonly lanes?: number | undefined;
  /** Documents a save call. */
  readonly batchSize?: number | undefined;
  /** Beginning of a run's window, Asia/Shanghai wall-clock text. */
  readonly since?: string | undefined;
  /** Minutes that a run reads again before the watermark. */
  readonly overlapMinutes?: number | undefined;
  /** Seconds that a window ends before the run is due. */
  readonly lagSeconds?: number | undefined;
  /** Length of a slice of the window, in days or in hours. */
  readonly sliceDays?: number | undefined;
  readonly sliceHours?: number | undefined;
  /** Hours without a row after which a run warns. */
  readonly emptyAfterHours?: number | undefined;
  /** Number in the target by code of the source, by name of the table. */
  readonly codeTables?: Readonly<Record<string, CodeTable>> | undefined;
  /** Value by parameter name. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Whether refused records become repairs. Default: yes. */
  readonly repairs?: boolean | undefined;
  /** When a run pauses for a person; what is absent has a default. */
  readonly pauseAt?: { readonly [K in keyof PauseAt]?: number | undefined } | undefined;
}

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
