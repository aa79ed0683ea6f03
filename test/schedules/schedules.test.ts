import type { ScheduleSpecDescription } from '@temporalio/client';
import {
  countedSince,
  isResumedByHand,
  noteCounted,
  withoutCount,
} from '../../src/temporal/schedules/pausing';
import { scheduleId, scheduleName } from '../../src/temporal/schedules/definition';
import { timesOf } from '../../src/temporal/schedules/store';

const at = (value: number) => [{ start: value, end: value, step: 1 }];
const all = {
  second: at(0),
  minute: [{ start: 0, end: 59, step: 1 }],
  hour: [{ start: 0, end: 23, step: 1 }],
  dayOfMonth: [{ start: 1, end: 31, step: 1 }],
  month: [{ start: 'JANUARY', end: 'DECEMBER', step: 1 }],
  year: [],
  dayOfWeek: [{ start: 'SUNDAY', end: 'SATURDAY', step: 1 }],
};
const times = (calendar: object, intervals: object[] = []) =>
  timesOf({ calendars: [{ ...all, ...calendar }], intervals } as unknown as ScheduleSpecDescription);

test.each([
  [{}, '* * * * *'],
  [{ minute: [{ start: 0, end: 59, step: 5 }] }, '*/5 * * * *'],
  [{ minute: at(0), hour: [...at(8), ...at(20)] }, '0 8,20 * * *'],
  [{ minute: at(30), dayOfWeek: [{ start: 'MONDAY', end: 'FRIDAY', step: 1 }] }, '30 * * * MON-FRI'],
  [
    { minute: at(0), hour: at(0), dayOfMonth: at(1), month: [{ start: 'MAY', end: 'MAY', step: 1 }] },
    '0 0 1 MAY *',
  ],
  [{ second: at(15), minute: at(0) }, '15 0 * * * * *'],
  [{ minute: at(0), year: at(2027) }, '0 0 * * * * 2027'],
])('times %j are read as %s', (calendar, cron) => {
  expect(times(calendar)).toEqual([cron]);
});

test('intervals are times as well', () => {
  expect(timesOf({ intervals: [{ every: 3_600_000, offset: 0 }] })).toEqual(['@every 3600s']);
});

test.each([
  ['jinqiao', 'shops', 'shops'],
  ['jinqiao', 'shops/late', 'shops/late'],
  ['a/b', 'shops', 'shops'],
])('a Schedule of %s called %s is known by its id', (taskQueue, name, found) => {
  expect(scheduleName(taskQueue, scheduleId(taskQueue, name))?.name).toBe(found);
});

test.each([
  ['jinqiao', scheduleId('jinqiao-b', 'shops')],
  ['jinqiao', scheduleId('jinqiao/b', 'shops')],
  ['a', 'a/shops/late/mine'],
  ['a', 'a/shops/nightly'],
  ['a', 'shops'],
  ['a', 'a/'],
])('one that is not of %s is none of its own: %s', (taskQueue, id) => {
  expect(scheduleName(taskQueue, id)).toBeUndefined();
});

test('a person who resumes in Temporal is seen once, with the note kept', () => {
  const [changed, begun] = [new Date('2026-11-27T06:00:00Z'), new Date('2026-11-28T06:00:00Z')];
  const described = (note: string | undefined, paused = false) =>
    ({ state: { paused, note }, info: { createdAt: changed } }) as never;
  expect(isResumedByHand(described('we have looked'))).toBe(true);
  expect(isResumedByHand(described('we have looked', true))).toBe(false);
  expect(isResumedByHand(described(''))).toBe(false);
  const note = noteCounted('we have looked', begun);
  expect(isResumedByHand(described(note))).toBe(false);
  expect(countedSince(described(note))).toBe(begun.toISOString());
  expect(countedSince(described('we have looked'))).toBe(changed.toISOString());
  expect(withoutCount({ paused: false, note })).toMatchObject({ note: 'we have looked' });
});
