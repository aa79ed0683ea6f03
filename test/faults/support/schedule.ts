import type { WorkflowHandle } from '@temporalio/client';
import { scheduleId } from '../../../src/temporal/schedules/definition';
import { ScheduleStore } from '../../../src/temporal/schedules/store';
import { idOf } from '../../../src/contract/ids';
import { schemes } from '../../../src/workflows/catalogue';
import type { RunReport } from '../../../src/contract/run';
import type { World } from '../../support/world';

/** Makes the Schedule of a scheme on a task queue; it is due once a year. */
export async function scheduleOf({ client }: World, scheme: string, taskQueue: string): Promise<void> {
  await new ScheduleStore(client, taskQueue, schemes).create({
    id: scheduleId(taskQueue, scheme),
    scheme,
    taskQueue,
    workflowId: idOf(taskQueue, scheme, 'scheduled'),
    input: {},
    cron: ['0 0 1 1 *'],
    timeZone: 'Asia/Shanghai',
    jitterSeconds: 0,
    overlap: 'skip',
    catchUpMinutes: 10,
  });
}

/** Triggers the Schedule of a scheme. @returns the run that it starts */
export async function runOfSchedule(
  world: World,
  scheme: string,
): Promise<WorkflowHandle<() => Promise<RunReport>>> {
  const handle = world.client.schedule.getHandle(scheduleId(world.taskQueue, scheme));
  const actions = async () => (await handle.describe()).info;
  const before = (await actions()).numActionsTaken;
  // One that the Schedule takes for running still would skip this one.
  await world.until(async () => (await actions()).runningActions.length === 0);
  await handle.trigger();
  await world.until(async () => (await actions()).numActionsTaken > before);
  const { workflowId, firstExecutionRunId } = (await actions()).recentActions.at(-1)!.action.workflow;
  return world.client.workflow.getHandle(workflowId, undefined, { firstExecutionRunId });
}
