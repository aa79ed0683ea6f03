import type {
  ReportWithRules,
  AlertStates,
  ScheduleMarks,
  AlertReport,
  AlertRules,
  Notification,
} from '../../contract/alerts';
import {
  condition,
  continueAsNew,
  log,
  ParentClosePolicy,
  setCurrentDetails,
  setHandler,
  sleep,
  startChild,
  uuid4,
  workflowInfo,
} from '@temporalio/workflow';
import { shanghaiTime } from '../../contract/time';
import { inert } from '../../contract/visible';
import { callout, table } from '../engine/markdown';
import { bytesOf, isContinued, isHistoryLong, Notices, assertStartInput, type Wanted } from '../inputs';
import { deliverAlert } from './deliverAlert';
import { isReportWithRules } from './checks';
import { reportSignal, statesQuery } from '../definitions';
import { messagesOf, notificationsFor, applyReports } from './notifications';
import { alertActivities } from './activities';
import { ALERT_GROUP_WAIT, WATCH_DEADLINE } from '../../contract/policies';

/** Reports that are compared at a time: a task of the workflow has seconds. */
const MOST_AT_ONCE = 500;

/** Bytes of reports that are carried on at most; of more, notifications are sent first. */
const MOST_CARRIED = 300_000;

/** What an execution hands on; bounded. */
export interface AlertsCarry {
  readonly states: AlertStates;
  readonly marks: ScheduleMarks;
  readonly watchedAt: number;
  readonly rules?: AlertRules;
  readonly reports: readonly AlertReport[];
  /** It continues as new beyond so many events; default 3,000. */
  readonly mostEvents?: number;
}

const WANTED: Wanted = { states: 'object', marks: 'object', watchedAt: 'number', reports: 'list' };

const FRESH: AlertsCarry = { states: {}, marks: {}, watchedAt: 0, reports: [] };

/**
 * Holds the alerts of a task queue, notifies each change once and starts a delivery for each channel; looks at the
 * Schedules in between. It never ends, and waits for no channel.
 */
export async function alerts(carry: AlertsCarry = FRESH): Promise<never> {
  assertStartInput('alerts', carry, WANTED, 'workers start it, without an input');
  return new AlertManager(isContinued() ? carry : { ...FRESH, ...settingsOf(carry) }).execute();
}

/** Of an input that no execution handed on, only what sets it up counts. */
function settingsOf({ mostEvents }: AlertsCarry): Pick<AlertsCarry, 'mostEvents'> {
  return mostEvents === undefined ? {} : { mostEvents };
}

class AlertManager {
  private readonly reports: AlertReport[];
  private rules: AlertRules | undefined;
  private states: AlertStates;
  private marks: ScheduleMarks;
  private watchedAt: number;
  private readonly mostEvents: number;
  private readonly notices = new Notices();

  constructor(carry: AlertsCarry) {
    this.reports = [...carry.reports];
    this.mostEvents = carry.mostEvents ?? 3_000;
    ({ rules: this.rules, states: this.states, marks: this.marks, watchedAt: this.watchedAt } = carry);
    this.notices.listen([[reportSignal, (given) => this.reported(given)]]);
    setHandler(statesQuery, () => this.states);
  }

  private reported(given: unknown): void {
    if (isReportWithRules(given)) return this.receive(given);
    this.notices.add('report refused: workers send it, with rules and a report / 该信号由 worker 发送');
  }

  private receive({ rules, report }: ReportWithRules): void {
    this.rules = rules;
    if (report) this.reports.push(report);
    // A worker that comes back is the moment to find what was missed without one.
    else this.watchedAt = 0;
  }

  async execute(): Promise<never> {
    for (;;) {
      this.show();
      await this.nextTurn();
      if (this.rules) {
        if (this.isWatchDue(this.rules)) await this.watch(this.rules);
        await this.notify();
      }
      if (this.isLong() && bytesOf(this.reports) <= MOST_CARRIED) return this.continueAsNew();
    }
  }

  /** Until something is reported or noted, or the Schedules are due for a look. */
  private async nextTurn(): Promise<void> {
    const { rules } = this;
    const noted = this.notices.count;
    const isWanted = () =>
      this.reports.length > 0 || this.rules !== rules || this.notices.count !== noted || this.isLong();
    if (rules === undefined || rules.watchMinutes === 0) return condition(isWanted);
    const wait = this.watchedAt + rules.watchMinutes * 60_000 - Date.now();
    if (wait > 0) await condition(isWanted, wait);
  }

  private isWatchDue({ watchMinutes }: AlertRules): boolean {
    return watchMinutes > 0 && Date.now() >= this.watchedAt + watchMinutes * 60_000;
  }

  /** What the Schedules and their last runs say. A look that fails is taken again at its next time. */
  private async watch({ watchMinutes }: AlertRules): Promise<void> {
    this.watchedAt = Date.now();
    const { watchSchedules } = alertActivities({ scheduleToCloseTimeout: WATCH_DEADLINE });
    try {
      const seen = await watchSchedules({ marks: this.marks, watchMinutes });
      this.marks = seen.marks;
      this.reports.push(...seen.reports);
    } catch (error) {
      log.warn('the Schedules could not be looked at', { error });
    }
  }

  private async notify(): Promise<void> {
    const notifications = this.apply();
    if (notifications.length === 0) return;
    await sleep(ALERT_GROUP_WAIT);
    const [first = [], ...others] = messagesOf([...notifications, ...this.apply()]);
    await this.deliver(first);
    for (const message of others) {
      await sleep(ALERT_GROUP_WAIT);
      await this.deliver(message);
    }
  }

  /** Applies the oldest reports to the alerts that are held. */
  private apply(): readonly Notification[] {
    const reports = this.reports.splice(0, MOST_AT_ONCE);
    const { states, notifications } = applyReports(this.states, reports, this.newestRules(), Date.now());
    this.states = states;
    return notifications;
  }

  private async deliver(notifications: readonly Notification[]): Promise<void> {
    const { channels, giveUpHours } = this.newestRules();
    for (const channel of channels) {
      const routed = notificationsFor(channel, notifications);
      if (routed.length === 0) continue;
      await startChild(deliverAlert, {
        workflowId: `${workflowInfo().workflowId}/${channel.name}/${uuid4()}`,
        args: [{ channel: channel.name, notifications: routed, giveUpHours }],
        parentClosePolicy: ParentClosePolicy.ABANDON,
        staticSummary:
          `${channel.name} · ${routed.map(({ kind, scheme }) => `${kind} ${scheme}`).join(', ')}`.slice(
            0,
            200,
          ),
      });
    }
  }

  /** Rules come with the first report, and with every later one. */
  private newestRules(): AlertRules {
    if (!this.rules) throw new Error('no rules have come yet');
    return this.rules;
  }

  private show(): void {
    const rows = Object.values(this.states).map(({ scheme, alert, raisedAt }) => [
      scheme,
      alert.kind,
      inert(alert.subject ?? ''),
      shanghaiTime(raisedAt),
    ]);
    const head = ['scheme 方案', 'kind 种类', 'subject 对象', 'since 开始时间'];
    const lines = rows.length === 0 ? ['nothing is wrong 一切正常'] : table(head, rows.slice(0, 20));
    setCurrentDetails([...callout(this.notices.lines.map(inert)), '', ...lines].join('\n'));
  }

  private isLong(): boolean {
    return isHistoryLong(this.mostEvents);
  }

  private continueAsNew(): Promise<never> {
    const { states, marks, watchedAt, rules, mostEvents } = this;
    const carry = { states, marks, watchedAt, ...(rules && { rules }), reports: this.reports, mostEvents };
    return continueAsNew<typeof alerts>(carry);
  }
}
