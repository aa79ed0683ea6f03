import { z } from 'zod';
import { secret, settingFault } from '../connectors/settings';
import { alertKinds } from '../contract/alerts';
import { ALERT_DEFAULTS } from '../contract/policies';

const common = {
  /** Address of the webhook; it holds a token. */
  url: secret(z.url({ protocol: /^https?$/, error: settingFault('address') })),
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

/** Part `alerts` of `jinqiao.yml`: who is told what, and how often. */
export const alertsSchema = z.strictObject({
  channels: z.record(z.string(), channelSchema),
  repeatHours: z.number().positive().max(8_760).default(ALERT_DEFAULTS.repeatHours),
  newReasonDays: z.number().positive().max(366).default(ALERT_DEFAULTS.newReasonDays),
  giveUpHours: z.number().positive().max(168).default(ALERT_DEFAULTS.giveUpHours),
  watchMinutes: z.number().int().min(0).max(1_440).default(ALERT_DEFAULTS.watchMinutes),
  temporalUi: z.url({ protocol: /^https?$/, error: settingFault('address') }).optional(),
});
