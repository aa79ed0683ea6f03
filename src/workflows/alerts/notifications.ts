import type {
  AlertState,
  AlertStates,
  Alert,
  AlertReport,
  AlertRules,
  ChannelRules,
  Notification,
} from '../../contract/alerts';
import { bytesOf } from '../inputs';

const HOUR = 3_600_000;

/** Alerts that are held, and their size; of more those longest not reported are forgotten. */
const MOST_STATES = { states: 1_000, bytes: 600_000 } as const;

/** Applies reports to the alerts that are held: one notification per change, and one more each `repeatHours` while it lasts. */
export function applyReports(
  states: AlertStates,
  reports: readonly AlertReport[],
  rules: AlertRules,
  now: number,
): { readonly states: AlertStates; readonly notifications: readonly Notification[] } {
  const next = new Map(Object.entries(states));
  const notifications = reports.flatMap((report) => {
    const resolved = resolve(next, report, now);
    return grouped([
      ...resolved,
      ...report.raised.flatMap((alert) => raise(next, report, alert, rules, now)),
    ]);
  });
  return { states: Object.fromEntries(newest(next)), notifications };
}

/** Those that a channel asks for. */
export function notificationsFor(
  { on, schemes }: ChannelRules,
  notifications: readonly Notification[],
): Notification[] {
  return notifications.filter(
    ({ kind, scheme }) => (on?.includes(kind) ?? true) && (schemes?.includes(scheme) ?? true),
  );
}

function raise(
  states: Map<string, AlertState>,
  report: AlertReport,
  alert: Alert,
  rules: AlertRules,
  now: number,
): Notification[] {
  const { kind, of, subject, run, url } = alert;
  const key = keyOf(report, alert);
  const known = states.get(key);
  const isQuiet = known !== undefined && now < quietUntil(known, rules);
  const lasts = known !== undefined && (isQuiet || kind !== 'new-reason');
  const state: AlertState = {
    scheme: report.scheme,
    groupKey: report.groupKey,
    alert: { kind, ...(of && { of }), ...(subject && { subject }), ...(run && { run }), ...(url && { url }) },
    ...(report.title && { title: report.title }),
    raisedAt: lasts ? known.raisedAt : now,
    notifiedAt: isQuiet ? known.notifiedAt : now,
    reportedAt: now,
    suppressed: isQuiet ? known.suppressed + 1 : 0,
  };
  states.set(key, state);
  if (isQuiet) return [];
  return [
    lasts ? notificationOf(state, alert, 'still', known.suppressed) : notificationOf(state, alert, 'raised'),
  ];
}

/** A cause is new again when it was not seen for days; any other alert is sent again when it was not sent for hours. */
function quietUntil({ alert, notifiedAt, reportedAt }: AlertState, rules: AlertRules): number {
  if (alert.kind === 'new-reason') return reportedAt + rules.newReasonDays * 24 * HOUR;
  return notifiedAt + rules.repeatHours * HOUR;
}

function resolve(states: Map<string, AlertState>, report: AlertReport, now: number): Notification[] {
  const raised = new Set(report.raised.map((alert) => keyOf(report, alert)));
  const over = [...states].filter(
    ([key, { scheme, groupKey }]) =>
      scheme === report.scheme && groupKey === report.groupKey && !raised.has(key),
  );
  const notifications: Notification[] = [];
  for (const [key, state] of over) {
    const { kind } = state.alert;
    const isResolved = report.resolves.includes(kind);
    if (isResolved || report.forgets?.includes(kind)) states.delete(key);
    if (isResolved)
      notifications.push(
        notificationOf(state, { ...state.alert, at: new Date(now).toISOString() }, 'resolved'),
      );
  }
  return notifications;
}

function notificationOf(
  state: AlertState,
  alert: Alert,
  how: Notification['state'],
  suppressed = 0,
): Notification {
  return {
    ...alert,
    scheme: state.scheme,
    ...(state.title && { title: state.title }),
    state: how,
    since: new Date(state.raisedAt).toISOString(),
    ...(suppressed > 0 ? { suppressed } : {}),
  };
}

/** Records in doubt of one report are one message. */
function grouped(notifications: readonly Notification[]): Notification[] {
  const [doubtful, others] = [notifications.filter(isDoubt), notifications.filter((one) => !isDoubt(one))];
  const [first] = doubtful;
  if (!first) return others;
  return [...others, { ...first, keys: doubtful.flatMap(({ keys = [] }) => keys) }];
}

function isDoubt({ kind }: Notification): boolean {
  return kind === 'in-doubt';
}

function newest(states: Map<string, AlertState>): [string, AlertState][] {
  if (states.size <= MOST_STATES.states && bytesOf([...states]) <= MOST_STATES.bytes) return [...states];
  let bytes = 0;
  return [...states]
    .toSorted(([, a], [, b]) => b.reportedAt - a.reportedAt)
    .slice(0, MOST_STATES.states)
    .filter((state) => (bytes += bytesOf(state)) <= MOST_STATES.bytes);
}

/** A new reason is one of the scheme, whichever run meets it, and so is a record. */
function keyOf({ scheme, groupKey }: AlertReport, { kind, subject = '' }: Alert): string {
  const runs = kind === 'new-reason' || kind === 'in-doubt' ? '' : groupKey;
  return JSON.stringify([scheme, runs, kind, subject]);
}

/** What one message carries: far more than any channel shows, and far below what Temporal hands to a workflow. */
const MOST_MESSAGE = { alerts: 200, bytes: 400_000 } as const;

/** Divides notifications into messages. */
export function messagesOf(notifications: readonly Notification[]): Notification[][] {
  const parts: { readonly notifications: Notification[]; bytes: number }[] = [];
  for (const one of notifications) {
    const bytes = bytesOf(one);
    const part = parts.at(-1);
    if (part && part.notifications.length < MOST_MESSAGE.alerts && part.bytes + bytes <= MOST_MESSAGE.bytes) {
      part.notifications.push(one);
      part.bytes += bytes;
    } else parts.push({ notifications: [one], bytes });
  }
  return parts.map((part) => part.notifications);
}
