import type { AlertSettings } from '../activities/alerts/settings';
import type { GreatonceSettings } from '../connectors/greatonce/settings';
import type { GuanyiSettings } from '../connectors/guanyi/settings';
import type { JushuitanSettings } from '../connectors/jushuitan/settings';
import type { KingdeeSettings } from '../connectors/kingdee/settings';
import type { QimenSettings } from '../connectors/qimen/settings';
import type { LogLevel } from '../logger';
import type { ScheduleSettings } from './schedule';
import type { ParameterRule } from '../workflows/engine/scheme';

/** Settings of one connection, secrets resolved; `platform` tells which. */
export type ConnectionSettings =
  GreatonceSettings | GuanyiSettings | QimenSettings | JushuitanSettings | KingdeeSettings;

/** Where the Temporal server is. Environment variables (`TEMPORAL_ADDRESS` …) win over it when a connection is made. */
export interface TemporalSettings {
  /** `host:port` of the gRPC front end. */
  readonly address: string;
  readonly namespace: string;
  /** Task queue of the workflows. */
  readonly taskQueue: string;
}

/** One scheme as configured. What is absent takes the default of the scheme's table. */
export interface SchemeConfig {
  readonly name: string;
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
  /** Beginning of a run's window, Asia/Shanghai: `yyyy-MM-dd HH:mm:ss`. */
  readonly since?: string | undefined;
  /** Minutes that a run reads again before the watermark. */
  readonly overlapMinutes?: number | undefined;
  /** Seconds that a window ends before the run is due. */
  readonly lagSeconds?: number | undefined;
  /** Hours without a row after which a run warns. */
  readonly emptyAfterHours?: number | undefined;
  /** When the scheme runs by itself. */
  readonly schedule?: ScheduleSettings | undefined;
  /** Number in the target by code of the source, by name of the table. */
  readonly codeTables?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  /** Whether refused records become repairs. */
  readonly repairs?: boolean | undefined;
  /** When a run pauses for a person: refused records, their share, and how many without a break; 0 switches one off. */
  readonly pauseAt?:
    | {
        readonly rejected?: number | undefined;
        readonly share?: number | undefined;
        readonly consecutive?: number | undefined;
      }
    | undefined;
  /** Value by parameter name; only what the file sets. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** `jinqiao.yml`, checked as a whole, references resolved. Holds secrets: never log it. */
export interface Config {
  /** The file it was read from. */
  readonly path: string;
  readonly temporal: TemporalSettings;
  readonly connections: Readonly<Record<string, ConnectionSettings>>;
  readonly schemes: Readonly<Record<string, SchemeConfig>>;
  /** Who is told what; absent: nobody. */
  readonly alerts?: AlertSettings | undefined;
  readonly log: { readonly level: LogLevel };
}

/** What configuration must know of the schemes there are: their platforms and parameters, by scheme name. */
export type SchemeCatalogue = Readonly<
  Record<
    string,
    {
      readonly source: { readonly platform: string };
      readonly target: { readonly platform: string };
      readonly parameters: Readonly<Record<string, ParameterRule>>;
      /** Code tables that the scheme's mapping looks up in; default none. */
      readonly codeTables?: Readonly<Record<string, unknown>> | undefined;
    }
  >
>;

/** Environment that `{ env: NAME }` reads from. */
export type Environment = Readonly<Record<string, string | undefined>>;
