import type { ScheduleSpecDescription } from '@temporalio/client';

type Calendar = NonNullable<ScheduleSpecDescription['calendars']>[number];

/** A range of a calendar's field; months and days of the week have names. */
interface Values {
  readonly start: number | string;
  readonly end: number | string;
  readonly step: number;
}

/** All that a field can be, first and last; years have no ends. */
const WHOLE = {
  minute: [0, 59],
  hour: [0, 23],
  dayOfMonth: [1, 31],
  month: ['JANUARY', 'DECEMBER'],
  dayOfWeek: ['SUNDAY', 'SATURDAY'],
} as const;

/** When a Schedule runs, as cron expressions: Temporal keeps the times of an expression, and not its text. */
export function timesOf({ calendars = [], intervals = [] }: ScheduleSpecDescription): string[] {
  return [...calendars.map(cronOf), ...intervals.map(({ every }) => `@every ${every / 1_000}s`)];
}

/** Five fields; seven, with seconds before and years behind, where a calendar names either. */
function cronOf({ second, year, ...calendar }: Calendar): string {
  const fields = Object.entries(WHOLE).map(([name, ends]) =>
    fieldOf(calendar[name as keyof typeof WHOLE], ends),
  );
  const seconds = fieldOf(second, [0, 59]);
  if (seconds === '0' && year.length === 0) return fields.join(' ');
  return [seconds, ...fields, year.length === 0 ? '*' : fieldOf(year, [])].join(' ');
}

function fieldOf(ranges: readonly Values[], [first, last]: readonly (number | string)[]): string {
  return ranges
    .map(({ start, end, step }) => {
      if (start === end) return short(start);
      const values = start === first && end === last ? '*' : `${short(start)}-${short(end)}`;
      return step === 1 ? values : `${values}/${step}`;
    })
    .join(',');
}

/** A name as cron has it: `MON`. */
function short(value: number | string): string {
  return String(value).slice(0, typeof value === 'string' ? 3 : undefined);
}
