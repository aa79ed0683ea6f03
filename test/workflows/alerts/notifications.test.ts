import type {
  AlertStates,
  Alert,
  AlertKind,
  AlertReport,
  AlertRules,
  Notification,
} from '../../../src/contract/alerts';
import { untranslated } from '../../../src/contract/bilingual';
import { applyReports, messagesOf, notificationsFor } from '../../../src/workflows/alerts/notifications';

const HOUR = 3_600_000;
const rules: AlertRules = {
  repeatHours: 24,
  newReasonDays: 7,
  giveUpHours: 12,
  watchMinutes: 10,
  channels: [],
};
const alert = (kind: AlertKind, members: Partial<Alert> = {}): Alert => ({
  kind,
  at: '2026-11-01T00:00:00.000Z',
  ...members,
});
const report = (raised: Alert[], members: Partial<AlertReport> = {}): AlertReport => ({
  scheme: 'shops',
  groupKey: 'run',
  raised,
  resolves: [],
  ...members,
});
const clean = report([], { resolves: ['failed', 'paused', 'warning'] });

/** Tells reports, each at its hour; gives what was said of each. */
function said(...reports: (readonly [hour: number, given: AlertReport])[]): string[][] {
  let states: AlertStates = {};
  return reports.map(([hour, given]) => {
    const result = applyReports(states, [given], rules, hour * HOUR);
    states = result.states;
    return result.notifications.map(({ kind, state, suppressed }) =>
      [state, kind, suppressed].filter(Boolean).join(' '),
    );
  });
}

test('a state is told once, again while it lasts, and once when it is over', () => {
  const failed = report([alert('failed')]);
  expect(said([0, failed], [1, failed], [23, failed], [24, failed], [25, clean], [26, clean])).toEqual([
    ['raised failed'],
    [],
    [],
    ['still failed 2'],
    ['resolved failed'],
    [],
  ]);
});

test('a state that comes again is told again', () => {
  const failed = report([alert('failed')]);
  expect(said([0, failed], [1, clean], [2, failed])).toEqual([
    ['raised failed'],
    ['resolved failed'],
    ['raised failed'],
  ]);
});

test('another scheme, and a run with a window of its own, recover nothing', () => {
  const failed = report([alert('failed')]);
  const others = [
    { ...clean, scheme: 'bills' },
    { ...clean, groupKey: 'backfill 2026-01-01' },
  ];
  expect(said([0, failed], [1, others[0]!], [2, others[1]!], [3, clean])).toEqual([
    ['raised failed'],
    [],
    [],
    ['resolved failed'],
  ]);
});

test('a warning that is gone is over while another one lasts', () => {
  const both = report([alert('warning', { subject: 'empty' }), alert('warning', { subject: 'moved' })]);
  const one = { ...clean, raised: [alert('warning', { subject: 'moved' })] };
  expect(said([0, both], [1, one])).toEqual([['raised warning', 'raised warning'], ['resolved warning']]);
});

test('what was paused and then cancelled is forgotten without a word', () => {
  expect(said([0, report([alert('paused')])], [1, report([], { forgets: ['paused'] })], [2, clean])).toEqual([
    ['raised paused'],
    [],
    [],
  ]);
});

test('a cause is new until it was seen, whichever run met it, and after days without it', () => {
  const met = report([alert('new-reason', { subject: 'closed-period' })]);
  const elsewhere = { ...met, groupKey: 'backfill 2026-01-01' };
  expect(said([0, met], [100, elsewhere], [200, met], [200 + 7 * 24, met])).toEqual([
    ['raised new-reason'],
    [],
    [],
    ['raised new-reason'],
  ]);
});

test('records in doubt of a report are one message, each record once', () => {
  const doubt = (...keys: string[]) =>
    report(keys.map((key) => alert('in-doubt', { subject: key, keys: [key] })));
  const first = applyReports({}, [doubt('1', '2')], rules, 0);
  expect(first.notifications.map(({ keys }) => keys)).toEqual([['1', '2']]);
  const second = applyReports(first.states, [doubt('2', '3')], rules, HOUR);
  expect(second.notifications.map(({ keys }) => keys)).toEqual([['3']]);
});

/** States after so many reports of one state each at one time, and ten more an hour later. */
function afterMany(count: number, subject: (at: number) => string): AlertStates {
  const of = (from: number, length: number) =>
    Array.from({ length }, (_, at) => report([alert('in-doubt', { subject: subject(from + at) })]));
  const first = applyReports({}, of(0, count), rules, 0);
  return applyReports(first.states, of(count, 10), rules, HOUR).states;
}

test('no more than 1,000 states are remembered, the newest', () => {
  const states = afterMany(1_000, String);
  expect(Object.keys(states)).toHaveLength(1_000);
  expect(Object.keys(states).join()).toContain('1009');
});

test('of large states fewer are remembered, the newest', () => {
  const subject = (at: number) => `${at} ${'错'.repeat(1_900)}`;
  const states = afterMany(300, subject);
  expect(Buffer.byteLength(JSON.stringify(states))).toBeLessThan(650_000);
  expect(Object.keys(states).join()).toContain(subject(309));
});

test('many reports at once come to what they come to one by one', () => {
  const reports = [report([alert('failed')]), report([alert('failed')]), clean, report([alert('warning')])];
  const together = applyReports({}, reports, rules, HOUR);
  let states: AlertStates = {};
  const notifications = reports.flatMap((one) => {
    const result = applyReports(states, [one], rules, HOUR);
    states = result.states;
    return result.notifications;
  });
  expect(together).toEqual({ states, notifications });
});

test('a channel hears what it asked for', () => {
  const { notifications } = applyReports({}, [report([alert('failed'), alert('paused')])], rules, 0);
  expect(notificationsFor({ name: 'a' }, notifications)).toHaveLength(2);
  expect(notificationsFor({ name: 'a', on: ['paused'] }, notifications)).toMatchObject([{ kind: 'paused' }]);
  expect(notificationsFor({ name: 'a', schemes: ['bills'] }, notifications)).toEqual([]);
});

const notification = (message: string, at = 0): Notification => ({
  kind: 'failed',
  at: '2026-11-01T00:00:00.000Z',
  since: '2026-11-01T00:00:00.000Z',
  scheme: 'shops',
  state: 'raised',
  subject: String(at),
  message: untranslated(message),
});

test('what a few runs tell is one message, nothing is none', () => {
  const few = [notification('a', 1), notification('b', 2)];
  expect(messagesOf(few)).toEqual([few]);
  expect(messagesOf([])).toEqual([]);
});

test('thousands are divided: each is told once, in its order', () => {
  const all = Array.from({ length: 4_000 }, (_, at) => notification('m', at));
  const parts = messagesOf(all);
  expect(parts.map(({ length }) => length)).toEqual(Array.from({ length: 20 }, () => 200));
  expect(parts.flat()).toEqual(all);
});

test('long ones are divided by their bytes, of which Chinese has three a character', () => {
  const parts = messagesOf(Array.from({ length: 30 }, (_, at) => notification('错'.repeat(20_000), at)));
  expect(parts.map(({ length }) => length)).toEqual([3, 3, 3, 3, 3, 3, 3, 3, 3, 3]);
  for (const part of parts) expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(500_000);
});
