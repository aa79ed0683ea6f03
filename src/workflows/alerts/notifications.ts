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

/** States that are remembered, and their size; of more those longest not reported are forgotten. */
const MOST_STATES = { states: 1_000, bytes: 600_000 } as const;

/** What reports come to: one message per change of a state, and one more each `repeatHours` while it lasts. */
export function tell(
  states: AlertStates,
  reports: readonly AlertReport[],
  rules: AlertRules,
  now: number,
): { readonly states: AlertStates; readonly told: readonly Notification[] } {
  const next = new Map(Object.entries(states));
  const told = reports.flatMap((report) => {
    const settled = settle(next, report, now);
    return grouped([...settled, ...report.raised.flatMap((alert) => raise(next, report, alert, rules, now))]);
  });
  return { states: Object.fromEntries(newest(next)), told };
}

/** What of it a channel wants to hear. */
export function heardBy({ on, schemes }: ChannelRules, told: readonly Notification[]): Notification[] {
  return told.filter(
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
    stream: report.stream,
    alert: { kind, ...(of && { of }), ...(subject && { subject }), ...(run && { run }), ...(url && { url }) },
    ...(report.title && { title: report.title }),
    raisedAt: lasts ? known.raisedAt : now,
    toldAt: isQuiet ? known.toldAt : now,
    seenAt: now,
    suppressed: isQuiet ? known.suppressed + 1 : 0,
  };
  states.set(key, state);
  if (isQuiet) return [];
  return [lasts ? messageOf(state, alert, 'still', known.suppressed) : messageOf(state, alert, 'raised')];
}

/** A cause is new again when it was not seen for days; any other state is told again when it was not told for hours. */
function quietUntil({ alert, toldAt, seenAt }: AlertState, rules: AlertRules): number {
  if (alert.kind === 'new-reason') return seenAt + rules.newReasonDays * 24 * HOUR;
  return toldAt + rules.repeatHours * HOUR;
}

function settle(states: Map<string, AlertState>, report: AlertReport, now: number): Notification[] {
  const raised = new Set(report.raised.map((alert) => keyOf(report, alert)));
  const over = [...states].filter(
    ([key, { scheme, stream }]) => scheme === report.scheme && stream === report.stream && !raised.has(key),
  );
  const told: Notification[] = [];
  for (const [key, state] of over) {
    const { kind } = state.alert;
    const isSettled = report.settles.includes(kind);
    if (isSettled || report.drops?.includes(kind)) states.delete(key);
    if (isSettled)
      told.push(messageOf(state, { ...state.alert, at: new Date(now).toISOString() }, 'resolved'));
  }
  return told;
}

function messageOf(
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
function grouped(told: readonly Notification[]): Notification[] {
  const [doubtful, others] = [told.filter(isDoubt), told.filter((one) => !isDoubt(one))];
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
    .toSorted(([, a], [, b]) => b.seenAt - a.seenAt)
    .slice(0, MOST_STATES.states)
    .filter((state) => (bytes += bytesOf(state)) <= MOST_STATES.bytes);
}

/** A new reason is one of the scheme, whichever run meets it, and so is a record. */
function keyOf({ scheme, stream }: AlertReport, { kind, subject = '' }: Alert): string {
  const runs = kind === 'new-reason' || kind === 'in-doubt' ? '' : stream;
  return JSON.stringify([scheme, runs, kind, subject]);
}

/** What one message carries: far more than any channel shows, and far below what Temporal hands to a workflow. */
const MOST_MESSAGE = { alerts: 200, bytes: 400_000 } as const;

/** What is told, in parts that one message each can carry. */
export function partsOf(told: readonly Notification[]): Notification[][] {
  const parts: { readonly told: Notification[]; bytes: number }[] = [];
  for (const one of told) {
    const bytes = bytesOf(one);
    const part = parts.at(-1);
    if (part && part.told.length < MOST_MESSAGE.alerts && part.bytes + bytes <= MOST_MESSAGE.bytes) {
      part.told.push(one);
      part.bytes += bytes;
    } else parts.push({ told: [one], bytes });
  }
  return parts.map((part) => part.told);
}
