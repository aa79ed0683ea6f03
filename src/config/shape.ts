import { z } from 'zod';
import { isInReach } from '../contract/bounds';
import { isOnCalendar } from '../contract/time';
import { settingFault, secret } from '../connectors/settings';
import { logLevels } from '../logger';
import { Cron } from 'croner';
import { PAUSE_AFTER_FAILURES, ALERT_DEFAULTS } from '../contract/policies';
import { alertKinds } from '../contract/alerts';

const count = (most: number) => z.number().int().min(1).max(most);
const upTo = (most: number) => z.number().int().min(0).max(most);

const webAddress = z.url({ protocol: /^https?$/, error: settingFault('address') });

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

/** When a scheme runs by itself. Temporal keeps the Schedule; `jinqiao schedules apply` brings it to what stands here. */
export const scheduleShape = z.strictObject({
  /** One expression, or several; the scheme runs at the times of each. */
  cron: crons,
  timeZone,
  /** Each run begins up to so much later, so that schemes of one account do not all begin at once. */
  jitterSeconds: upTo(86_400).default(0),
  /** A time that comes while the run before is under way: left out, or one run kept waiting. */
  overlap: z.enum(['skip', 'buffer-one']).default('skip'),
  /** Times missed while the server was down are made up for when they are not older than this. */
  catchUpMinutes: upTo(MOST_MINUTES).default(60),
  /** Failed runs in a row after which the Schedule pauses, for a person to resume it; 0 never. */
  pauseAfterFailures: upTo(1_000).default(PAUSE_AFTER_FAILURES),
  /** A second, slower pass over the last days, for rows that the source shows later than the overlap (补漏). */
  lateRows: z.strictObject({ cron: crons, days: count(366) }).optional(),
});

/** See {@link scheduleShape}. */
export type ScheduleSettings = z.output<typeof scheduleShape>;

const common = {
  /** Address of the webhook; it holds a token. */
  url: secret(webAddress),
  /** Kinds that are sent; default all. */
  on: z.array(z.enum(alertKinds)).min(1).optional(),
  /** Schemes that are sent; default all. */
  schemes: z.array(z.string()).min(1).optional(),
  language: z.enum(['zh', 'en', 'both']).default('both'),
};

const signed = { ...common, secret: secret(z.string().min(1)).optional() };

/** One chat group, or one program. */
export const channelSchema = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal('dingtalk'), ...signed }),
  z.strictObject({ format: z.literal('feishu'), ...signed }),
  z.strictObject({ format: z.literal('json'), ...signed }),
  z.strictObject({ format: z.literal('wecom'), ...common }),
  z.strictObject({ format: z.literal('slack'), ...common }),
]);

/** Part `alerts` of `jinqiao.yml`: channels, and how often they are notified. */
export const alertsSchema = z.strictObject({
  channels: z.record(z.string(), channelSchema),
  repeatHours: z.number().positive().max(8_760).default(ALERT_DEFAULTS.repeatHours),
  newReasonDays: z.number().positive().max(366).default(ALERT_DEFAULTS.newReasonDays),
  giveUpHours: z.number().positive().max(168).default(ALERT_DEFAULTS.giveUpHours),
  watchMinutes: upTo(1_440).default(ALERT_DEFAULTS.watchMinutes),
  temporalUi: webAddress.optional(),
});

const scheme = z.strictObject({
  source: z.string().min(1),
  target: z.string().min(1),
  pageSize: count(500).optional(),
  concurrency: count(16).optional(),
  batchSize: count(1_000).optional(),
  since: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, settingFault('moment'))
    .refine((text) => isOnCalendar(text) && isInReach(text), settingFault('moment'))
    .optional(),
  overlapMinutes: upTo(100_000).optional(),
  lagSeconds: upTo(86_400).optional(),
  sliceDays: count(366).optional(),
  sliceHours: count(24).optional(),
  emptyAfterHours: upTo(8_760).optional(),
  schedule: scheduleShape.optional(),
  codeTables: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  repairs: z.boolean().optional(),
  pauseAt: z
    .strictObject({
      rejected: upTo(1_000_000).optional(),
      share: z.number().min(0).max(1).optional(),
      consecutive: upTo(1_000_000).optional(),
    })
    .optional(),
  parameters: z.record(z.string(), z.string()).default({}),
});

/**
 * Shape of `jinqiao.yml` after references are resolved. Of a connection only its platform is looked at here: its
 * settings belong to the platform's own schema.
 */
export const fileShape = z.strictObject({
  temporal: z
    .strictObject({
      address: z.string().min(1).default('127.0.0.1:7233'),
      namespace: z.string().min(1).default('default'),
      taskQueue: z.string().min(1).default('jinqiao'),
    })
    .prefault({}),
  connections: z.record(z.string(), z.looseObject({ platform: z.string() })),
  schemes: z.record(z.string(), scheme).default({}),
  worker: z
    .strictObject({
      http: z
        .strictObject({
          host: z.string().min(1).default('127.0.0.1'),
          port: upTo(65_535),
        })
        .optional(),
    })
    .prefault({}),
  alerts: alertsSchema.optional(),
  log: z.strictObject({ level: z.enum(logLevels).default('info') }).prefault({}),
});

/** The file as it stands, before its names are checked against each other. */
export type FileShape = z.infer<typeof fileShape>;

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
