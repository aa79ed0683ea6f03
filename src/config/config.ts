import type { ParameterRule, SchemeSettings } from '../contract/scheme';
import type { AlertSettings } from '../contract/alerts';
import type { ConnectionSettings } from '../connectors';
import type { LogLevel } from '../logger';
import type { ScheduleSettings } from './shape';

/** Where the Temporal server is. Environment variables (`TEMPORAL_ADDRESS` …) win over it when a connection is made. */
export interface TemporalSettings {
  /** `host:port` of the gRPC front end. */
  readonly address: string;
  readonly namespace: string;
  /** Task queue of the workflows. */
  readonly taskQueue: string;
}

/** One scheme as configured. What is absent takes the default of the scheme's table. */
export interface SchemeConfig extends SchemeSettings {
  readonly name: string;
  /** When the scheme runs by itself. */
  readonly schedule?: ScheduleSettings | undefined;
  /** Value by parameter name; only what the file sets. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Address of a worker's metrics and health. */
export interface HttpSettings {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
}

/** `jinqiao.yml`, checked as a whole, references resolved. Holds secrets: never log it. */
export interface Config {
  /** The file it was read from. */
  readonly path: string;
  readonly temporal: TemporalSettings;
  readonly connections: Readonly<Record<string, ConnectionSettings>>;
  readonly schemes: Readonly<Record<string, SchemeConfig>>;
  /** Alerts and their channels; absent: none are sent. */
  readonly alerts?: AlertSettings | undefined;
  /** The worker process; without `http` it serves neither metrics nor health. */
  readonly worker: { readonly http?: HttpSettings | undefined };
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
      /** Days of a slice of its window, and the most that its source takes; absent where the window is not sliced. */
      readonly sliceDays?: number | undefined;
      readonly mostDays?: number | undefined;
      /** Code tables that the scheme's mapping looks up in; default none. */
      readonly codeTables?: Readonly<Record<string, unknown>> | undefined;
    }
  >
>;

/** Environment that `{ env: NAME }` reads from. */
export type Environment = Readonly<Record<string, string | undefined>>;
