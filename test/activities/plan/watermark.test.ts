import { isAhead } from '../../../src/activities/plan/watermark';

const now = Date.UTC(2026, 10, 30, 12);
const mark = (syncedThrough: string, finishedAt?: string) => ({
  selection: 'all',
  syncedThrough,
  ...(finishedAt === undefined ? {} : { finishedAt }),
});

describe('a watermark ahead of the clock', () => {
  it.each([
    ['tomorrow', mark('2026-12-01T04:00:00.000Z'), true],
    ['a second ahead', mark('2026-11-30T12:00:01.000Z'), true],
    ['now', mark('2026-11-30T12:00:00.000Z'), false],
    ['past now, and set before it had come', mark('2026-11-30T04:00:00.000Z', '2026-11-29T20:00:00Z'), true],
    ['past now, and set after it had come', mark('2026-11-29T19:59:00.000Z', '2026-11-29T20:00:00Z'), false],
  ])('%s', (_, found, expected) => expect(isAhead(found, now)).toBe(expected));
});
