/** What alerts ask of their activities, and what comes back; all of it is kept in history, so it holds no address and no secret. */
import type { AlertReport, Delivery } from '../../workflows/alerts/alert';

/** What is remembered of a Schedule from one look to the next. */
export interface ScheduleMark {
  /** Times missed so far, as Temporal counts them. */
  readonly missed: number;
  /** When one was found missed, ISO; until a later run has begun. */
  readonly since?: string;
  /** Its newest run that was ended from outside and told of: once. */
  readonly ended?: string;
}

/** By the Schedule's id. */
export type ScheduleMarks = Readonly<Record<string, ScheduleMark>>;

/** Which Schedules to look at, and what the look before saw. */
export interface WatchTask {
  readonly marks: ScheduleMarks;
  readonly watchMinutes: number;
}

/** What a look saw. */
export interface Watched {
  readonly marks: ScheduleMarks;
  readonly reports: readonly AlertReport[];
}

/** The activities of alerts. */
export interface AlertActivities {
  /** Hands a report to the `alerts` workflow, which is started where there is none. Calls no webhook. */
  reportAlert(report: AlertReport): Promise<void>;
  /** Looks at the Schedules of the installation and at their last runs. */
  watchSchedules(task: WatchTask): Promise<Watched>;
  /** Sends one message to one channel. @throws when it was not taken; safe to repeat, though the group then reads it twice */
  sendAlert(delivery: Delivery): Promise<void>;
}
