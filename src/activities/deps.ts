import type { Client, ScheduleDescription } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { SourceConnector, TargetConnector } from '../connectors/connector';
import type { AlertSettings } from '../contract/alerts';
import type { Bilingual } from '../contract/bilingual';
import type { PageReference } from '../contract/page';
import type { SchemeTable, SchemeSettings } from '../contract/scheme';
import type { MappingSettings } from '../mappings/cell';
import type { AnyMapping } from '../mappings/mapping';

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

/** What alerts reach for beside Temporal. */
export interface AlertDeps {
  /** Task queue of the installation. */
  readonly taskQueue: string;
  readonly settings: AlertSettings;
  /** The Schedules of this installation. */
  schedulesOf(client: Client): Promise<ScheduleDescription[]>;
  /** Pauses a Schedule whose runs ended from outside, one after the other: those cannot count themselves. */
  readonly pauseFailing: PauseFailing;
  /** Address of a workflow's page in the Temporal UI; undefined where that of the UI is not known. */
  pageOf(namespace: string, workflowId: string, runId?: string): string | undefined;
}

/** A run of a Schedule that ends, as far as failures are counted. */
export interface EndingRun {
  readonly runId: string;
  readonly begun: Date;
  readonly reason: string;
}

/**
 * Pauses a Schedule whose last runs, the ending one among them, have all failed.
 * @returns the note of a Schedule that stands paused for its failures
 */
export type PauseFailing = (
  client: Client,
  schedule: ScheduleDescription,
  ending?: EndingRun,
) => Promise<Bilingual | undefined>;

/** The named entry. @throws ApplicationFailure `Misconfigured`, not retried, listing the names there are */
export function find<T>(entries: Readonly<Record<string, T>>, name: string, what: string): T {
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (entry !== undefined) return entry;
  const names = Object.keys(entries).join(', ') || 'none';
  throw ApplicationFailure.nonRetryable(
    `this worker has no ${what} ${name}; it has ${names}`,
    'Misconfigured',
  );
}

/** What a page's rows are mapped with. Code tables stay out of history: they can be long, and a mended one is to hold at once. */
export function mappingSettings(
  { schemes }: Pick<ActivityDeps, 'schemes'>,
  { scheme, parameters }: Pick<PageReference, 'scheme' | 'parameters'>,
): MappingSettings {
  const { codeTables } = schemes[scheme] ?? {};
  return codeTables ? { parameters, codeTables } : { parameters };
}
