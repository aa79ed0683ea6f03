import { dayOf } from '../../../src/mappings/fields/dates';
import { Unmappable } from '../../../src/mappings/unmappable';

describe('dayOf', () => {
  it.each([
    ['2026-06-09 16:28:12', '2026-06-09'],
    ['2026-06-09T16:28:12', '2026-06-09'],
    ['2026-06-09', '2026-06-09'],
    [undefined, undefined],
  ])('%s is the day %s, whatever the zone of this host', (time, day) => {
    expect(dayOf(time)).toBe(day);
  });

  it.each(['', '2026/06/09', '2026-6-9 10:00:00', 'soon'])('refuses %s', (time) => {
    expect(() => dayOf(time)).toThrow(Unmappable);
  });
});
