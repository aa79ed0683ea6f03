import type { Alert, AlertReport } from '../../contract/alerts';

/** A Schedule, and its newest run. */
interface Subject {
  readonly id: string;
  readonly scheme: string;
  readonly last?: Alert['run'] | undefined;
}

/** Stream of what is told of a Schedule itself, whichever of its runs is the newest. */
export function streamOfSchedule(id: string): string {
  return `schedule ${id}`;
}

/**
 * What is reported of a Schedule that stands paused for its failures.
 * @param note why, as the Schedule says it
 */
export function pausedReport({ id, scheme, last }: Subject, note: string): AlertReport {
  const run = last && { workflowId: last.workflowId, ...(last.runId && { runId: last.runId }) };
  const at = new Date().toISOString();
  const alert: Alert = { kind: 'schedule-paused', subject: id, message: note, ...(run && { run }), at };
  return { scheme, stream: streamOfSchedule(id), raised: [alert], settles: [] };
}

/** What is reported of one that does not: that it goes on is told, that a person keeps it paused is not. */
export function unpausedReport({ id, scheme }: Subject, isPaused: boolean): AlertReport {
  const over = ['schedule-paused'] as const;
  const report = { scheme, stream: streamOfSchedule(id), raised: [] };
  return isPaused ? { ...report, settles: [], drops: over } : { ...report, settles: over };
}
