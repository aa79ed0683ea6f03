import { Cron } from 'croner';
import { z } from 'zod';
import { settingFault } from '../connectors/settings';
import { PAUSE_AFTER_FAILURES } from '../contract/policies';

const MOST_MINUTES = 366 * 24 * 60;

/** Fields of a cron expression, in its order. */
const cronFields = ['minute', 'hour', 'day', 'month', 'weekday'] as const;

/** What is wrong with a cron expression: the field that cannot be read, another number of fields, or no time that ever comes. */
export interface CronFault {
  readonly text: string;
  readonly problem: (typeof cronFields)[number] | 'parts' | 'never';
}

/** Five fields: minute, hour, day of month, month, day of week. */
const cron = z.string().superRefine((text, context) => {
  const fault = faultOfCron(text);
  if (fault !== undefined) context.addIssue({ code: 'custom', params: { cron: fault } });
});

/** One expression, or several. */
const crons = z.preprocess((given) => [given].flat(), z.array(cron).min(1));

const timeZone = z
  .string()
  .refine((name) => isTimeZone(name), settingFault('time-zone'))
  .default('Asia/Shanghai');

const whole = (most: number) => z.number().int().min(0).max(most);

/** When a scheme runs by itself. Temporal keeps the Schedule; `jinqiao schedules apply` brings it to what stands here. */
export const scheduleShape = z.strictObject({
  /** One expression, or several; the scheme runs at the times of each. */
  cron: crons,
  timeZone,
  /** Each run begins up to so much later, so that schemes of one account do not all begin at once. */
  jitterSeconds: whole(86_400).default(0),
  /** A time that comes while the run before is under way: left out, or one run kept waiting. */
  overlap: z.enum(['skip', 'buffer-one']).default('skip'),
  /** Times missed while the server was down are made up for when they are not older than this. */
  catchUpMinutes: whole(MOST_MINUTES).default(60),
  /** Failed runs in a row after which the Schedule pauses, for a person to resume it; 0 never. */
  pauseAfterFailures: whole(1_000).default(PAUSE_AFTER_FAILURES),
  /** A second, slower pass over the last days, for rows that the source shows later than the overlap (补漏). */
  lateRows: z.strictObject({ cron: crons, days: z.number().int().min(1).max(366) }).optional(),
});

/** See {@link scheduleShape}. */
export type ScheduleSettings = z.output<typeof scheduleShape>;

function faultOfCron(text: string): CronFault | undefined {
  const next = nextOf(text);
  if (next) return undefined;
  const parts = text.trim().split(/\s+/);
  if (parts.length !== cronFields.length) return { text, problem: 'parts' };
  const alone = (index: number) => cronFields.map((_, at) => (at === index ? parts[at] : '*')).join(' ');
  const field = cronFields.find((_, index) => nextOf(alone(index)) === undefined);
  return { text, problem: field ?? 'never' };
}

/** The next time; null where there is none, undefined where the text cannot be read. */
function nextOf(text: string): Date | null | undefined {
  try {
    return new Cron(text, { mode: '5-part', paused: true }).nextRun();
  } catch {
    return undefined;
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
}
