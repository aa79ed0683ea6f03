import { z } from 'zod';

const text = z.string().trim().min(1, 'is empty');

const expected = 'expected a whole number, 0 or more';

/** Environment variables only hold text, so a number may come as digits. */
const wholeNumber = z.union(
  [z.int(expected).nonnegative(expected), z.string().trim().regex(/^\d+$/, expected).transform(Number)],
  expected,
);

const url = z
  .url({ protocol: /^https?$/, error: 'expected an address that starts with https:// or http://' })
  .refine(
    (value) => !/[?#]|\/\/[^/]*@/.test(value),
    'expected an address without query, fragment and user name',
  );

const http = z
  .strictObject({
    connectTimeoutMs: wholeNumber,
    headersTimeoutMs: wholeNumber,
    bodyTimeoutMs: wholeNumber,
    maxBodyBytes: wholeNumber,
    connections: wholeNumber,
  })
  .partial();

/** Vendor's limits of the open platform: 5 calls a second, 100 a minute, counted per merchant. */
const budget = z.strictObject({ perSecond: wholeNumber.default(5), perMinute: wholeNumber.default(100) });

const common = {
  platform: z.literal('jushuitan'),
  /** Open platform: scheme and host. Old gateway: the whole address, `…/api/open/query.aspx`. */
  url,
  /** Calls that this account may make; 0 switches a limit off. */
  budget: budget.prefault({}),
  /** Time-outs and limits of HTTP. */
  http: http.prefault({}),
};

const openapi = z.strictObject({
  ...common,
  generation: z.literal('openapi'),
  appKey: text,
  appSecret: text,
  /** Token of the merchant's grant; without it a self-built app asks for one at the first call. */
  accessToken: text.optional(),
  refreshToken: text.optional(),
});

const gateway = z.strictObject({
  ...common,
  generation: z.literal('gateway'),
  partnerId: text,
  partnerKey: text,
  token: text,
});

/** What a connection to Jushuitan needs, by protocol generation; secrets already resolved. */
export const jushuitanSettingsSchema = z.discriminatedUnion('generation', [openapi, gateway]);

/** A connection to Jushuitan as {@link jushuitanSettingsSchema} hands it on. */
export type JushuitanSettings = z.output<typeof jushuitanSettingsSchema>;

/** A connection to the open platform. */
export type OpenapiSettings = z.output<typeof openapi>;

/** A connection to the old gateway. */
export type GatewaySettings = z.output<typeof gateway>;
