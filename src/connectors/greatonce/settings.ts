import { z } from 'zod';
import { address, budgetSettings, httpSettings, requiredText, secret, wholeNumber } from '../settings';
import { GREATONCE_THROTTLE_PAUSE_MS } from '../../contract/policies';

const lookUpMethod = z.strictObject({
  /** Name of a method that finds a distributor by its code; none is published. */
  method: requiredText,
  /** Member of the body that takes the code. */
  parameter: requiredText.default('distributorCode'),
  /** Member of the answer that holds the list of what was found. */
  list: requiredText,
  /** Member of a list entry that holds the code. */
  code: requiredText.default('distributorCode'),
  /** A refusal that holds one of these says that there is no such code; others end the look-up. */
  absentTexts: z.array(requiredText).default([]),
});

/** Settings of one connection to GreatOnce, secrets already resolved. What the vendor leaves open is a setting. */
export const greatonceSettingsSchema = z.strictObject({
  platform: z.literal('greatonce'),
  /** The whole address of the customer's gateway, `https://<customer domain>/api/api.do`. */
  url: address,
  appKey: requiredText,
  appSecret: secret(requiredText),
  customerId: requiredText,
  /** Spelling of `appKey` and `customerId` in the query. */
  parameterNames: z.enum(['camel', 'snake']).default('camel'),
  /** `yyyy-MM-dd HH:mm:ss` in Beijing time, or epoch milliseconds; both were seen. */
  timestampForm: z.enum(['text', 'epoch-ms']).default('text'),
  /** Query parameter `v`, e.g. `v3.0`; not sent unless given. */
  version: requiredText.optional(),
  /** Whether parameters without a value are left out of the signed text. */
  signSkipsEmpty: z.boolean().default(true),
  bodyContentType: requiredText.default('application/json'),
  /** Member that the document is put under; without it the document is the body. */
  bodyWrapper: requiredText.optional(),
  /** Values of `code` or `status` that mean success. */
  successCodes: z.array(requiredText).min(1).default(['0']),
  /** A refusal that holds one of these says that the code is there already. The vendor's own words are not published. */
  duplicateTexts: z
    .array(requiredText)
    .default(['已存在', '已经存在', '编码重复', 'already exist', 'duplicate code']),
  /**
   * A refusal whose code is one of these, or whose text holds one, asks for a slower pace: nothing was done, and the
   * record is sent again after the pause. The vendor's own words are not published; HTTP 429 is known without them.
   */
  throttledTexts: z.array(requiredText).default([]),
  throttlePauseMs: wholeNumber.pipe(z.int().min(100)).default(GREATONCE_THROTTLE_PAUSE_MS),
  /** How a distributor can be found; without it an unanswered call stays in doubt. */
  lookUpMethod: lookUpMethod.optional(),
  /** Method that `check` may call to see whether the credentials are taken, e.g. `greatonce.oms.stock.list`. */
  probeMethod: requiredText.optional(),
  /** Calls under way at a time. */
  concurrency: wholeNumber.pipe(z.int().min(1)).default(4),
  /** No limit is published. */
  budget: budgetSettings({ perSecond: 0, perMinute: 0 }),
  http: httpSettings,
});

/** A connection as {@link greatonceSettingsSchema} hands it on. */
export type GreatonceSettings = z.output<typeof greatonceSettingsSchema>;
/** Settings as people write them: defaults may be left out. */
export type GreatonceSettingsInput = z.input<typeof greatonceSettingsSchema>;
