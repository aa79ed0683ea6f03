import { z } from 'zod';
import { alertsSchema } from './alerts';
import { isInReach } from '../contract/bounds';
import { isOnCalendar } from '../contract/time';
import { settingFault } from '../connectors/settings';
import { logLevels } from '../logger';
import { scheduleShape } from './schedule';

const count = (most: number) => z.number().int().min(1).max(most);
const limit = (most: number) => z.number().int().min(0).max(most);

const upTo = (most: number) => z.number().int().min(0).max(most);

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
      rejected: limit(1_000_000).optional(),
      share: z.number().min(0).max(1).optional(),
      consecutive: limit(1_000_000).optional(),
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
          port: limit(65_535),
        })
        .optional(),
    })
    .prefault({}),
  alerts: alertsSchema.optional(),
  log: z.strictObject({ level: z.enum(logLevels).default('info') }).prefault({}),
});

/** The file as it stands, before its names are checked against each other. */
export type FileShape = z.infer<typeof fileShape>;
