import type { SchemeTable } from '../../contract/scheme';
import type { Config, SchemeConfig } from '../../config/config';
import type { ScheduleSettings } from '../../config/schedule';
import { idOf } from '../../contract/ids';
import type { RunInput } from '../../contract/run';
import { scheduleId } from './names';

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
