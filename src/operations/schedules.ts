import type { ScheduleDescription } from '@temporalio/client';
import type { Config } from '../config/config';
import { schedules as sentences } from '../messages/installation';
import {
  type ScheduleDefinition,
  scheduleDefinitions,
  type ScheduleChange,
  scheduleChanges,
  scheduleId,
} from '../temporal/schedules/definition';
import { cronOf, heldSchedule, ScheduleStore } from '../temporal/schedules/store';
import { schemes } from '../workflows/catalogue';
import { withServer } from './server';
import { OperationError } from './errors';
import { alreadyRunning } from './runs/start';

/** A Schedule as it stands in Temporal. */
export interface ScheduleRow {
  readonly id: string;
  readonly cron: readonly string[];
  readonly timeZone: string;
  readonly paused: boolean;
  /** Why it is paused. */
  readonly note?: string;
  /** The next time, ISO; absent while it is paused. */
  readonly next?: string;
  /** Id of the run under way. */
  readonly running?: string;
  /** When the last run began, ISO. */
  readonly last?: string;
  readonly runs: number;
  /** Times left out, since the run before was under way. */
  readonly skipped: number;
  /** Times that were missed for longer than the catch-up time. */
  readonly missed: number;
}

/** The Schedules of an installation in Temporal beside those of its configuration. */
export class Schedules {
  constructor(
    private readonly store: ScheduleStore,
    private readonly wanted: readonly ScheduleDefinition[],
    private readonly taskQueue: string,
  ) {}

  /** All of them as they stand. */
  async list(): Promise<ScheduleRow[]> {
    return (await this.store.list()).map(rowOf);
  }

  /** What brings Temporal to what the configuration says. */
  async plan(): Promise<ScheduleChange[]> {
    return scheduleChanges(this.wanted, (await this.store.list()).map(heldSchedule));
  }

  /** Carries a plan out. @param prunes whether Schedules that are not configured any more are deleted */
  async apply(changes: readonly ScheduleChange[], prunes: boolean): Promise<void> {
    for (const { id, kind, wanted } of changes) {
      if (kind === 'create' && wanted) await this.store.create(wanted);
      if (kind === 'change' && wanted) await this.store.change(wanted);
      if (kind === 'orphan' && prunes) await this.store.handle(id).delete();
    }
  }

  /** Each of these answers the ids of the Schedules that it changed; no name means all. */
  async pause(names: readonly string[], note?: string): Promise<string[]> {
    return this.forEach(names, (id) => this.store.handle(id).pause(note));
  }

  async resume(names: readonly string[]): Promise<string[]> {
    return this.forEach(names, (id) => this.store.resume(id));
  }

  async delete(names: readonly string[]): Promise<string[]> {
    return this.forEach(names, (id) => this.store.handle(id).delete());
  }

  /**
   * Starts a run of a Schedule now. The policy of the Schedule holds, so that the run hands its watermark on like any other.
   * @throws OperationError where there is none, and while a run of it is under way
   */
  async trigger(name: string): Promise<string> {
    const [id = ''] = await this.idsOf([name]);
    const handle = this.store.handle(id);
    const { info, policies } = await handle.describe();
    const [running] = info.runningActions;
    if (running) throw alreadyRunning(running.workflow.workflowId);
    await handle.trigger(policies.overlap);
    return id;
  }

  private async forEach(names: readonly string[], act: (id: string) => Promise<unknown>): Promise<string[]> {
    const ids = await this.idsOf(names);
    for (const id of ids) await act(id);
    return ids;
  }

  /** Of the named schemes (`scheme`, or `scheme/late`), or all. @throws OperationError for one that is not there */
  private async idsOf(names: readonly string[]): Promise<string[]> {
    const ids = (await this.store.list()).map(({ scheduleId }) => scheduleId);
    const wanted = names.length === 0 ? ids : names.map((name) => scheduleId(this.taskQueue, name));
    const missing = wanted.find((id) => !ids.includes(id));
    if (missing === undefined) return wanted;
    const advice = ids.length > 0 ? sentences.thereAre(ids.join(', ')) : sentences.apply;
    throw new OperationError('usage', sentences.missing(missing), advice);
  }
}

/** Connects, and hands on the Schedules of a configuration. @throws TemporalUnreachable */
export async function withSchedules<T>(
  config: Config,
  work: (schedules: Schedules) => Promise<T>,
): Promise<T> {
  return withServer(config, async ({ client, taskQueue }) => {
    const store = new ScheduleStore(client, taskQueue, schemes);
    return work(new Schedules(store, scheduleDefinitions(config, schemes), taskQueue));
  });
}

/** What Temporal knows of a Schedule, for people. */
function rowOf(description: ScheduleDescription): ScheduleRow {
  const { scheduleId: id, spec, state, info } = description;
  const [next] = info.nextActionTimes;
  const [running] = info.runningActions;
  const last = info.recentActions.at(-1);
  return {
    id,
    cron: cronOf(description),
    timeZone: spec.timezone ?? '',
    paused: state.paused,
    ...(state.paused && state.note ? { note: state.note } : {}),
    ...(state.paused || !next ? {} : { next: next.toISOString() }),
    ...(running ? { running: running.workflow.workflowId } : {}),
    ...(last ? { last: last.takenAt.toISOString() } : {}),
    runs: info.numActionsTaken,
    skipped: info.numActionsSkippedOverlap,
    missed: info.numActionsMissedCatchupWindow,
  };
}
