import type { Alert, AlertReport } from '../../workflows/alerts/alert';

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

/** What is reported of a Schedule that stands paused for its failures, or does not any more. */
export function pausedReport({ id, scheme, last }: Subject, note: string | undefined): AlertReport {
  const alert: Alert = {
    kind: 'schedule-paused',
    subject: id,
    ...(note !== undefined && { message: note }),
    ...(last && { run: { workflowId: last.workflowId, ...(last.runId && { runId: last.runId }) } }),
    at: new Date().toISOString(),
  };
  const raised = note === undefined ? [] : [alert];
  return { scheme, stream: streamOfSchedule(id), raised, settles: ['schedule-paused'] };
}
