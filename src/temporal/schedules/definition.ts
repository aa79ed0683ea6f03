import type { SchemeTable } from '../../contract/scheme';
import type { Config, SchemeConfig } from '../../config/config';
import type { ScheduleSettings } from '../../config/shape';
import { idOf, installationOf } from '../../contract/ids';
import type { RunInput } from '../../contract/run';

/** A Schedule as the configuration wants it: plain data, compared with what Temporal holds. */
export interface ScheduleDefinition {
  /** Id of the Schedule: `<task queue>/<scheme>`, with `/late` behind it for the pass over late rows. */
  readonly id: string;
  readonly scheme: string;
  readonly taskQueue: string;
  /** Ids of its runs begin so; Temporal adds the time. */
  readonly workflowId: string;
  readonly input: RunInput;
  readonly cron: readonly string[];
  readonly timeZone: string;
  readonly jitterSeconds: number;
  readonly overlap: ScheduleSettings['overlap'];
  readonly catchUpMinutes: number;
}

/** The Schedules that a configuration asks for, in the order of its schemes. */
export function scheduleDefinitions(
  config: Pick<Config, 'schemes' | 'temporal'>,
  catalogue: Readonly<Record<string, SchemeTable>>,
): ScheduleDefinition[] {
  return Object.values(config.schemes).flatMap((scheme) => {
    const { schedule } = scheme;
    const table = catalogue[scheme.name];
    return schedule && table ? definitionsOf(scheme, schedule, table, config.temporal.taskQueue) : [];
  });
}

function definitionsOf(
  { name, source }: SchemeConfig,
  schedule: ScheduleSettings,
  { watermark }: SchemeTable,
  taskQueue: string,
): ScheduleDefinition[] {
  const { cron, lateRows, pauseAfterFailures: _counted, ...times } = schedule;
  const id = scheduleId(taskQueue, name);
  const common = { scheme: name, taskQueue, ...times };
  const regular: ScheduleDefinition = {
    ...common,
    id,
    workflowId: idOf(taskQueue, name, source, watermark ? 'live' : 'full'),
    input: {},
    cron,
  };
  if (!lateRows) return [regular];
  const late: ScheduleDefinition = {
    ...common,
    id: scheduleId(taskQueue, `${name}/late`),
    workflowId: idOf(taskQueue, name, source, 'late'),
    input: { days: lateRows.days },
    cron: lateRows.cron,
  };
  return [regular, late];
}

/** A Schedule of an installation by its id. */
export interface ScheduleName {
  readonly scheme: string;
  /** As commands take it: the scheme, or `<scheme>/late` for the pass over late rows. */
  readonly name: string;
}

/** Id of a scheme's Schedule, or of its pass over late rows. */
export function scheduleId(taskQueue: string, name: string): string {
  return idOf(taskQueue, ...name.split('/'));
}

/** What a Schedule of an installation is called; undefined for one of others. */
export function scheduleName(taskQueue: string, id: string): ScheduleName | undefined {
  const prefix = `${installationOf(taskQueue)}/`;
  if (!id.startsWith(prefix)) return undefined;
  const name = id.slice(prefix.length);
  const [scheme = '', pass = 'late', ...others] = name.split('/');
  return scheme !== '' && pass === 'late' && others.length === 0 ? { scheme, name } : undefined;
}

/** A Schedule of ours as Temporal holds it. */
export interface HeldSchedule {
  readonly id: string;
  /** What it was made from; absent where it cannot be read. */
  readonly definition?: ScheduleDefinition | undefined;
  /** Whether it was changed in Temporal since it was applied. */
  readonly touched: boolean;
}

/** What is to be done with one Schedule. */
export interface ScheduleChange {
  readonly id: string;
  /** `orphan`: ours, and not in the configuration any more. */
  readonly kind: 'create' | 'change' | 'orphan' | 'unchanged';
  /** Members that differ, with both values as JSON; of a new one what it will be. */
  readonly fields: readonly { readonly name: string; readonly held?: string; readonly wanted?: string }[];
  readonly wanted?: ScheduleDefinition;
}

/** What brings Temporal to what the configuration says; wanted ones first, in their order. */
export function scheduleChanges(
  wanted: readonly ScheduleDefinition[],
  held: readonly HeldSchedule[],
): ScheduleChange[] {
  const heldById = new Map(held.map((schedule) => [schedule.id, schedule]));
  const ids = new Set(wanted.map(({ id }) => id));
  return [
    ...wanted.map((definition) => changeOf(definition, heldById.get(definition.id))),
    ...held.filter(({ id }) => !ids.has(id)).map(({ id }) => ({ id, kind: 'orphan' as const, fields: [] })),
  ];
}

function changeOf(wanted: ScheduleDefinition, held: HeldSchedule | undefined): ScheduleChange {
  const { id } = wanted;
  const fields = differingFields(wanted, held?.definition);
  if (!held) return { id, kind: 'create', fields, wanted };
  const touched = held.touched
    ? [{ name: 'spec', held: 'changed in Temporal', wanted: 'as configured' }]
    : [];
  const all = [...fields, ...touched];
  return { id, kind: all.length > 0 ? 'change' : 'unchanged', fields: all, wanted };
}

function differingFields(
  wanted: ScheduleDefinition,
  held: ScheduleDefinition | undefined,
): ScheduleChange['fields'] {
  const names = Object.keys(wanted) as (keyof ScheduleDefinition)[];
  return names
    .map((name) => ({ name, wanted: JSON.stringify(wanted[name]), held: JSON.stringify(held?.[name]) }))
    .filter((field) => field.held !== field.wanted)
    .map(({ held: text, ...field }) => (text === undefined ? field : { ...field, held: text }));
}
