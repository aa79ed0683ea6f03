import { z } from 'zod';
import { address, budgetSettings, httpSettings, requiredText, secret } from '../settings';

const common = {
  platform: z.literal('jushuitan'),
  /** Open platform: scheme and host. Old gateway: the whole address, `…/api/open/query.aspx`. */
  url: address,
  /** Vendor's limits of the open platform: 5 calls a second, 100 a minute, counted per merchant. */
  budget: budgetSettings({ perSecond: 5, perMinute: 100 }),
  http: httpSettings,
};

const openapi = z.strictObject({
  ...common,
  generation: z.literal('openapi'),
  appKey: requiredText,
  appSecret: secret(requiredText),
  /** Token of the merchant's grant; without it a self-built app asks for one at the first call. */
  accessToken: secret(requiredText).optional(),
  refreshToken: secret(requiredText).optional(),
});

const gateway = z.strictObject({
  ...common,
  generation: z.literal('gateway'),
  partnerId: requiredText,
  partnerKey: secret(requiredText),
  token: secret(requiredText),
});

/** What a connection to Jushuitan needs, by protocol generation; secrets already resolved. */
export const jushuitanSettingsSchema = z.discriminatedUnion('generation', [openapi, gateway]);

/** A connection to Jushuitan as {@link jushuitanSettingsSchema} hands it on. */
export type JushuitanSettings = z.output<typeof jushuitanSettingsSchema>;

/** A connection to the open platform. */
export type OpenapiSettings = z.output<typeof openapi>;

/** A connection to the old gateway. */
export type GatewaySettings = z.output<typeof gateway>;
