import { dayOf } from '../../../src/mappings/fields/dates';
import { Unmappable } from '../../../src/mappings/unmappable';

describe('dayOf', () => {
  it.each([
    ['2026-06-09 16:28:12', '2026-06-09'],
    ['2026-06-09 23:59:59.997', '2026-06-09'],
    ['2026-06-0916:28:12', '2026-06-09'],
    ['2026-06-09T16:28:12', '2026-06-09'],
    ['2026-06-09', '2026-06-09'],
    [' 2024-02-29 00:00:00 ', '2024-02-29'],
  ])('%s is the day %s, whatever the zone of this host', (time, day) => {
    expect(dayOf(time)).toBe(day);
  });

  it.each([undefined, null, '', '  '])('%j is no day', (time) => {
    expect(dayOf(time)).toBeUndefined();
  });

  it.each(['2026-02-30 10:00:00', '2025-02-29', '2026-13-01', '0000-00-00 00:00:00', '2026/06/09', 'soon'])(
    'refuses %s',
    (time) => {
      expect(() => dayOf(time)).toThrow(Unmappable);
    },
  );
});
