/** Alerts to people's chat groups. Plain data, kept in history: keys and reasons, never a row, never an address of a webhook. */
import type { Bilingual } from './bilingual';

/**
 * What people are alerted of. `failed`: a run or a reconciliation failed, or a run was terminated. `paused`: a run paused since too much
 * was refused. `schedule-paused`: a Schedule was paused since its runs failed one after the other. `missed`: a Schedule missed
 * a time. `difference`: a reconciliation found some. `warning`: a run's own. These six are states that end. `new-reason`:
 * records are refused for a cause that the scheme has not had for days. `in-doubt`: a write was not answered, and nobody can
 * say whether it happened. These two are sent and left to their repair.
 */
export const alertKinds = [
  'failed',
  'paused',
  'schedule-paused',
  'missed',
  'difference',
  'warning',
  'new-reason',
  'in-doubt',
] as const;

export type AlertKind = (typeof alertKinds)[number];

/** Records refused for one cause. The platform's own words stay behind: they may quote the row. */
export interface AlertReason {
  readonly cause: string;
  readonly field?: string;
  readonly advice?: Bilingual;
  readonly keys: readonly string[];
}

/** A state of a scheme that a person should know of. */
export interface Alert {
  readonly kind: AlertKind;
  /** What failed, where it is not a run. */
  readonly of?: 'reconciliation';
  /** Which one of its kind, where there can be several: a cause, a key, a Schedule's id. */
  readonly subject?: string;
  /** One line: the failure, why the run paused. */
  readonly message?: Bilingual;
  readonly window?: { readonly from: string; readonly to: string };
  readonly counts?: Readonly<Record<string, number>>;
  readonly reasons?: readonly AlertReason[];
  /** Keys of records, the first few. */
  readonly keys?: readonly string[];
  /** What to do, where that is known better than by the kind. */
  readonly advice?: Bilingual;
  readonly run?: { readonly workflowId: string; readonly runId?: string };
  /** Its page in the Temporal UI, where the address of that is known. */
  readonly url?: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What a run, a reconciliation or the look at the Schedules reports. */
export interface AlertReport {
  readonly scheme: string;
  readonly title?: Bilingual;
  /** Groups runs that follow each other: a clean backfill of March resolves no alert of today's run. */
  readonly groupKey: string;
  readonly raised: readonly Alert[];
  /** Kinds that this report resolves unless it raises them again. */
  readonly resolves: readonly AlertKind[];
  /** Kinds that end without a notification: a paused run that was cancelled has not recovered. */
  readonly forgets?: readonly AlertKind[];
}

/** How and to whom notifications go; comes with every report, from the configuration of the worker that sends it. */
export interface AlertRules {
  /** Hours after which an alert that lasts is notified again. */
  readonly repeatHours: number;
  /** Days without a cause after which it is new again. */
  readonly newReasonDays: number;
  /** Hours after which a delivery is given up. */
  readonly giveUpHours: number;
  /** Minutes between two looks at the Schedules; 0 never. */
  readonly watchMinutes: number;
  readonly channels: readonly ChannelRules[];
}

/** Which notifications a channel gets; absent: all of them. */
export interface ChannelRules {
  readonly name: string;
  readonly on?: readonly AlertKind[] | undefined;
  readonly schemes?: readonly string[] | undefined;
}

/** An alert on its way to a channel. */
export type Notification = Alert & {
  readonly scheme: string;
  readonly title?: Bilingual;
  /** `still`: notified before, and it lasts. */
  readonly state: 'raised' | 'still' | 'resolved' | 'test';
  /** When it began, ISO 8601. */
  readonly since: string;
  /** How often it was reported again without a message. */
  readonly suppressed?: number;
};

/** What a delivery is started with. */
export interface Delivery {
  readonly channel: string;
  readonly notifications: readonly Notification[];
  readonly giveUpHours: number;
}

/** Payload of the signal `report`: the rules as the worker's configuration has them, and what there is to report. */
export interface ReportWithRules {
  readonly rules: AlertRules;
  /** Absent when a worker only says that it is there: then the Schedules are looked at. */
  readonly report?: AlertReport;
}

/** An alert that is held until it is resolved. */
export interface AlertState {
  readonly scheme: string;
  readonly groupKey: string;
  readonly alert: Pick<Alert, 'kind' | 'of' | 'subject' | 'run' | 'url'>;
  readonly title?: AlertReport['title'];
  /** All in ms since 1970. */
  readonly raisedAt: number;
  readonly notifiedAt: number;
  readonly reportedAt: number;
  /** Reports since the last notification. */
  readonly suppressed: number;
}

/** By group, kind and subject. */
export type AlertStates = Readonly<Record<string, AlertState>>;

/** What is remembered of a Schedule from one look to the next. */
export interface ScheduleMark {
  /** Times missed so far, as Temporal counts them. */
  readonly missed: number;
  /** When one was found missed, ISO; until a later run has begun. */
  readonly since?: string;
  /** Its newest run that was ended from outside, reported once. */
  readonly ended?: string;
}

/** By the Schedule's id. */
export type ScheduleMarks = Readonly<Record<string, ScheduleMark>>;

/** What the look before found. */
export interface WatchTask {
  readonly marks: ScheduleMarks;
  readonly watchMinutes: number;
}

/** What a look at the Schedules found. */
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

/** A channel with its secrets: never log it, never put it in history. */
export interface ChannelSettings {
  readonly format: 'dingtalk' | 'feishu' | 'json' | 'wecom' | 'slack';
  /** Address of the webhook; it holds a token. */
  readonly url: string;
  /** Signs messages, where the format knows it. */
  readonly secret?: string | undefined;
  readonly on?: readonly AlertKind[] | undefined;
  readonly schemes?: readonly string[] | undefined;
  readonly language: 'zh' | 'en' | 'both';
}

/** Part `alerts` of `jinqiao.yml`: channels, and how often; holds secrets. */
export interface AlertSettings extends Omit<AlertRules, 'channels'> {
  readonly channels: Readonly<Record<string, ChannelSettings>>;
  readonly temporalUi?: string | undefined;
}
