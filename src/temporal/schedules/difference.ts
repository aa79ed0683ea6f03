import type { ScheduleDefinition } from './definition';

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
