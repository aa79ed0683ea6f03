import type { SchemeTable } from '../../contract/scheme';
import { createHash } from 'node:crypto';
import {
  type Client,
  type ScheduleDescription,
  type ScheduleHandle,
  type ScheduleOptions,
  type ScheduleOptionsStartWorkflowAction,
  ScheduleOverlapPolicy,
  type ScheduleSpecDescription,
} from '@temporalio/client';
import type { Workflow } from '@temporalio/common';
import { withoutCount, setPaused } from './pausing';
import { type ScheduleDefinition, type HeldSchedule, scheduleName } from './definition';

type Settings = Pick<
  ScheduleOptions<ScheduleOptionsStartWorkflowAction<Workflow>>,
  'spec' | 'policies' | 'action'
>;

/**
 * Memo keys of its runs: what the Schedule was made from, and a digest of what Temporal made of it. Other tools drop both
 * when they edit it: only what is compared with the configuration goes by them.
 */
const DEFINITION = 'schedule';
const DIGEST = 'scheduleDigest';

const overlaps = {
  skip: ScheduleOverlapPolicy.SKIP,
  'buffer-one': ScheduleOverlapPolicy.BUFFER_ONE,
} satisfies Record<ScheduleDefinition['overlap'], ScheduleOverlapPolicy>;

/** The Schedules of one installation (a task queue) in Temporal, known by their ids; those of others are never touched. */
export class ScheduleStore {
  constructor(
    private readonly client: Client,
    private readonly taskQueue: string,
    private readonly tables: Readonly<Record<string, SchemeTable>>,
  ) {}

  /** All Schedules of ours, by id. */
  async list(): Promise<ScheduleDescription[]> {
    const ids: string[] = [];
    for await (const { scheduleId, action } of this.client.schedule.list()) {
      const { scheme } = scheduleName(this.taskQueue, scheduleId) ?? {};
      if (scheme === undefined) continue;
      // One of a scheme that is no more is known by what it runs; anything else under this name is a person's own.
      if (Object.hasOwn(this.tables, scheme) || action?.workflowType === scheme) ids.push(scheduleId);
    }
    return Promise.all(ids.toSorted().map((id) => this.client.schedule.getHandle(id).describe()));
  }

  /** The Schedule of a definition, its runs not begun before the first time that comes. */
  async create(definition: ScheduleDefinition): Promise<void> {
    const handle = await this.client.schedule.create({
      ...this.optionsOf(definition),
      scheduleId: definition.id,
    });
    await this.seal(handle, definition);
  }

  /** Brings a Schedule to its definition; whether it is paused stays as it is, and failures before are forgotten. */
  async change(definition: ScheduleDefinition): Promise<void> {
    const handle = this.handle(definition.id);
    await handle.update(({ state }) => ({ ...this.optionsOf(definition), state: withoutCount(state) }));
    await this.seal(handle, definition);
  }

  /** Lets a Schedule go on; failures before are forgotten. */
  async resume(id: string): Promise<void> {
    await setPaused(this.client, await this.handle(id).describe(), false, '');
  }

  handle(id: string): ScheduleHandle {
    return this.client.schedule.getHandle(id);
  }

  /** Notes what Temporal made of the definition, so that a later change by hand is seen. */
  private async seal(handle: ScheduleHandle, definition: ScheduleDefinition): Promise<void> {
    const digest = digestOf(await handle.describe());
    await handle.update(({ state }) => ({ ...this.optionsOf(definition, digest), state }));
  }

  private optionsOf(definition: ScheduleDefinition, digest?: string): Settings {
    const { scheme, taskQueue, workflowId, input, cron, timeZone, jitterSeconds, catchUpMinutes } =
      definition;
    const title = this.tables[scheme]?.title;
    return {
      spec: { cronExpressions: [...cron], timezone: timeZone, jitter: jitterSeconds * 1_000 },
      policies: {
        overlap: overlaps[definition.overlap],
        catchupWindow: catchUpMinutes * 60_000,
        // Temporal's own would pause at the first failure.
        pauseOnFailure: false,
      },
      action: {
        type: 'startWorkflow',
        workflowType: scheme,
        taskQueue,
        workflowId,
        args: [input],
        memo: { [DEFINITION]: definition, ...(digest === undefined ? {} : { [DIGEST]: digest }) },
        ...(title ? { staticSummary: title.en, staticDetails: title.zh } : {}),
      },
    };
  }
}

/** What a Schedule was made from, and whether it still is what was made of it. */
export function heldSchedule(description: ScheduleDescription): HeldSchedule {
  const memo = description.action.memo ?? {};
  const definition = memo[DEFINITION] as ScheduleDefinition | undefined;
  return { id: description.scheduleId, definition, touched: memo[DIGEST] !== digestOf(description) };
}

/** When a Schedule runs: as it was configured, or as whoever edited it since has it. */
export function cronOf(description: ScheduleDescription): readonly string[] {
  const { definition, touched } = heldSchedule(description);
  return definition && !touched ? definition.cron : timesOf(description.spec);
}

/** Digest of what decides when and what a Schedule runs. */
function digestOf({ spec, policies, action }: ScheduleDescription): string {
  const { workflowType, taskQueue, args, workflowId } = action;
  const seen = JSON.stringify([spec, policies, workflowType, taskQueue, args, workflowId]);
  return createHash('sha256').update(seen).digest('hex').slice(0, 16);
}

type Calendar = NonNullable<ScheduleSpecDescription['calendars']>[number];

/** A range of a calendar's field; months and days of the week have names. */
interface Values {
  readonly start: number | string;
  readonly end: number | string;
  readonly step: number;
}

/** All that a field can be, first and last; years have no ends. */
const WHOLE = {
  minute: [0, 59],
  hour: [0, 23],
  dayOfMonth: [1, 31],
  month: ['JANUARY', 'DECEMBER'],
  dayOfWeek: ['SUNDAY', 'SATURDAY'],
} as const;

/** When a Schedule runs, as cron expressions: Temporal keeps the times of an expression, and not its text. */
export function timesOf({ calendars = [], intervals = [] }: ScheduleSpecDescription): string[] {
  return [...calendars.map(cronOfCalendar), ...intervals.map(({ every }) => `@every ${every / 1_000}s`)];
}

/** Five fields; seven, with seconds before and years behind, where a calendar names either. */
function cronOfCalendar({ second, year, ...calendar }: Calendar): string {
  const fields = Object.entries(WHOLE).map(([name, ends]) =>
    fieldOf(calendar[name as keyof typeof WHOLE], ends),
  );
  const seconds = fieldOf(second, [0, 59]);
  if (seconds === '0' && year.length === 0) return fields.join(' ');
  return [seconds, ...fields, year.length === 0 ? '*' : fieldOf(year, [])].join(' ');
}

function fieldOf(ranges: readonly Values[], [first, last]: readonly (number | string)[]): string {
  return ranges
    .map(({ start, end, step }) => {
      if (start === end) return short(start);
      const values = start === first && end === last ? '*' : `${short(start)}-${short(end)}`;
      return step === 1 ? values : `${values}/${step}`;
    })
    .join(',');
}

/** A name as cron has it: `MON`. */
function short(value: number | string): string {
  return String(value).slice(0, typeof value === 'string' ? 3 : undefined);
}
