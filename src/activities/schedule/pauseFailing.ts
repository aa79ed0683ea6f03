/** What runs of a Schedule ask of it; kept in history. */
import type { Client, ScheduleDescription } from '@temporalio/client';

/** The same, as far as it is counted. */
export interface EndingRun {
  readonly runId: string;
  readonly begun: Date;
  readonly reason: string;
}

/**
 * Pauses a Schedule whose last runs, the ending one among them, have all failed.
 * @returns the note of a Schedule that stands paused for its failures
 */
export type PauseFailing = (
  client: Client,
  schedule: ScheduleDescription,
  ending?: EndingRun,
) => Promise<string | undefined>;
