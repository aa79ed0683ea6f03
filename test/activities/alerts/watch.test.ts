import { missedOf, type WatchedSchedule } from '../../../src/activities/alerts/watch';

const now = Date.parse('2026-11-02T01:00:00Z');
const minutes = (count: number) => new Date(now + count * 60_000);
const fact = (members: Partial<WatchedSchedule> = {}): WatchedSchedule => ({
  id: 'jinqiao/shops',
  scheme: 'shops',
  paused: false,
  missed: 3,
  next: minutes(10),
  groupKey: 'run',
  ...members,
});
const kinds = (...given: Parameters<typeof missedOf>) =>
  missedOf(...given).report?.raised.map(({ kind }) => kind);

test('what was missed before the first look is no news', () => {
  expect(missedOf(fact(), undefined, now)).toEqual({ mark: { missed: 3 } });
});

test('a count of missed times that has grown is told, and remembered until a later run has begun', () => {
  const seen = missedOf(fact({ missed: 5 }), { missed: 3 }, now);
  expect(seen.report?.raised).toMatchObject([{ kind: 'missed', counts: { missed: 2 } }]);
  const still = missedOf(
    fact({ missed: 5, last: { takenAt: minutes(-60), workflowId: 'old' } }),
    seen.mark,
    now,
  );
  expect(still).toEqual({ mark: seen.mark });
  const over = missedOf(
    fact({ missed: 5, last: { takenAt: minutes(1), workflowId: 'new' } }),
    seen.mark,
    now,
  );
  expect(over).toMatchObject({ mark: { missed: 5 }, report: { raised: [], resolves: ['missed'] } });
  expect(over.mark).not.toHaveProperty('since');
});

test('a next time that is long past is missed, unless the Schedule is paused', () => {
  const mark = { missed: 3 };
  expect(kinds(fact({ next: minutes(-6) }), mark, now)).toEqual(['missed']);
  expect(kinds(fact({ next: minutes(-4) }), mark, now)).toBeUndefined();
  expect(kinds(fact({ next: minutes(-6), paused: true }), mark, now)).toBeUndefined();
});
