import type { Client } from '@temporalio/client';
import type { Config } from '../../config/config';
import { scheduleDefinitions } from '../../temporal/schedules/definition';
import { scheduleChanges } from '../../temporal/schedules/difference';
import { heldSchedule, ScheduleStore } from '../../temporal/schedules/store';
import { schemes } from '../../workflows/catalogue';
import { type DoctorLine, line } from './line';
import { messages } from '../../messages';

/** Whether the Schedules stand as configured and run: which are paused, missing, edited elsewhere or left over. */
export async function schedulesLine(
  client: Client,
  settings: Pick<Config, 'temporal' | 'schemes'>,
): Promise<DoctorLine> {
  const texts = messages().doctor.schedules;
  const held = await new ScheduleStore(client, settings.temporal.taskQueue, schemes).list();
  const paused = held.filter(({ state }) => state.paused).map(({ scheduleId }) => scheduleId);
  const changes = scheduleChanges(scheduleDefinitions(settings, schemes), held.map(heldSchedule));
  const differing = changes.filter(({ kind }) => kind !== 'unchanged');
  const troubles = [
    ...(paused.length > 0 ? [texts.paused(paused.join(', '))] : []),
    ...differing.map(({ id, kind }) => `${id}: ${messages().schedules.kind[kind]}`),
  ];
  if (troubles.length === 0) return line('schedules', 'ok', texts.asConfigured(held.length));
  return line('schedules', 'warn', troubles.join('; '), texts.advice);
}
