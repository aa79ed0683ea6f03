import { z } from 'zod';
import { address, budgetSettings, httpSettings, requiredText, secret } from '../settings';

/** What a connection to Jushuitan through the Qimen gateway needs; secrets already resolved. */
export const qimenSettingsSchema = z.strictObject({
  platform: z.literal('qimen'),
  /** The whole address, `…/router/qm`. */
  url: address,
  /** Key and secret of the caller's TOP application. */
  appKey: requiredText,
  appSecret: secret(requiredText),
  /** The application behind the gateway; the default is Jushuitan's public one. */
  targetAppKey: requiredText.default('23060081'),
  /** Routes to one merchant; Jushuitan issues it when the merchant grants access. */
  customerId: requiredText,
  /**
   * How lists are read: page by page from the last one, or by row version (`start_ts`), in which nothing can be passed over.
   * Whether this gateway sends versions, and takes `start_ts` beside a window, is not published.
   */
  listBy: z.enum(['page', 'row-version']).default('page'),
  signMethod: z.enum(['md5', 'hmac', 'hmac-sha256']).default('md5'),
  /** TOP session; sent only when set, Jushuitan's query methods need none. */
  session: secret(requiredText).optional(),
  /** Whether the limits of Jushuitan's open platform hold here too is not published: kept, to be safe. */
  budget: budgetSettings({ perSecond: 5, perMinute: 100 }),
  http: httpSettings,
});

/** A connection to Qimen as {@link qimenSettingsSchema} hands it on. */
export type QimenSettings = z.output<typeof qimenSettingsSchema>;
