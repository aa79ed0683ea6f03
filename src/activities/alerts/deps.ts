import type { Client, ScheduleDescription } from '@temporalio/client';
import type { PauseFailing } from '../schedule/pauseFailing';
import type { AlertSettings } from '../../contract/alerts';

/** What alerts reach for beside Temporal. */
export interface AlertDeps {
  /** Task queue of the installation. */
  readonly taskQueue: string;
  readonly settings: AlertSettings;
  /** The Schedules of this installation. */
  schedulesOf(client: Client): Promise<ScheduleDescription[]>;
  /** Pauses a Schedule whose runs ended from outside, one after the other: those cannot count themselves. */
  readonly pauseFailing: PauseFailing;
  /** Address of a workflow's page in the Temporal UI; undefined where that of the UI is not known. */
  pageOf(namespace: string, workflowId: string, runId?: string): string | undefined;
}
