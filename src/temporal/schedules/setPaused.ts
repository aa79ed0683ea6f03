import { randomUUID } from 'node:crypto';
import type { Client, ScheduleDescription } from '@temporalio/client';

/**
 * Pauses a Schedule or lets it go on, as an update: unlike Temporal's own patch it moves `lastUpdatedAt`, from which failures
 * are counted. Everything else stays as it is, byte by byte.
 * @param description as it was when that was decided
 * @throws Error when the Schedule was changed since
 */
export async function setPaused(
  client: Client,
  { scheduleId, raw }: ScheduleDescription,
  paused: boolean,
  note: string,
): Promise<void> {
  const { namespace, identity } = client.options;
  await client.workflowService.updateSchedule({
    namespace,
    identity,
    scheduleId,
    requestId: randomUUID(),
    schedule: { ...raw.schedule, state: { ...raw.schedule?.state, paused, notes: note } },
    conflictToken: raw.conflictToken ?? null,
  });
  // The server drops an update of what was changed meanwhile without a word.
  const { state } = await client.schedule.getHandle(scheduleId).describe();
  if (state.paused !== paused || (state.note ?? '') !== note)
    throw new Error(`Schedule ${scheduleId} was changed at the same time; try again`);
}
