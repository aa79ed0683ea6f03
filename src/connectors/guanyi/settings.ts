import { z } from 'zod';
import { address, budgetSettings, httpSettings, requiredText, secret } from '../settings';

const fragments = z.array(requiredText);

/** What a connection to Guanyi (管易云) needs; secrets already resolved. */
export const guanyiSettingsSchema = z.strictObject({
  platform: z.literal('guanyi'),
  /** The whole address, `…/rest/erp_open`; its host follows the domain at which the tenant logs in. */
  url: address,
  /** The three credentials of 控制面板 → 应用授权 → 云ERP授权. */
  appKey: requiredText,
  sessionKey: secret(requiredText),
  secret: secret(requiredText),
  /** How the JSON travels: as it is, or percent-encoded as a whole. Both are in use. */
  encoding: z.enum(['raw', 'percent']).default('raw'),
  /** Calls that this account may make. The vendor publishes no limit; one client pauses 0.2 s between pages. */
  budget: budgetSettings({ perSecond: 5, perMinute: 0 }),
  /**
   * What a refusal asks for, by fragments of its codes and texts, ahead of the built-in ones: the vendor publishes no
   * error codes.
   */
  refusals: z
    .strictObject({
      throttled: fragments,
      unavailable: fragments,
      misconfigured: fragments,
      unauthorized: fragments,
    })
    .partial()
    .prefault({}),
  http: httpSettings,
});

/** A connection to Guanyi as {@link guanyiSettingsSchema} hands it on. */
export type GuanyiSettings = z.output<typeof guanyiSettingsSchema>;
