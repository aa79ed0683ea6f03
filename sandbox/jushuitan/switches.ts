import { z } from 'zod';
import { switchBoard, type Switches } from '../switches';
import { turnings } from '../turning';

const switchSchema = z.strictObject({
  /** `data_count` and `page_count`: right, 0 (then also the paging keys that were not sent, as recorded), of this page alone, or left out. */
  counts: z.enum(['exact', 'zero', 'page', 'absent']).default('exact'),
  /** `has_next`: right, or the same on every page. */
  hasNext: z.enum(['exact', 'always', 'never']).default('exact'),
  /** Which page comes. */
  pageTurning: z.enum(turnings).default('asked'),
  /** Whether rows carry `is_main`, and as what: a boolean, 1 and 0, or "1" and "0". */
  isMain: z.enum(['present', 'absent', 'number', 'text']).default('present'),
  /** Order of the warehouse list; `unstable` differs from call to call. */
  warehouseOrder: z.enum(['main-first', 'as-held', 'by-number', 'unstable']).default('main-first'),
  /** Largest `page_size`, and what happens beyond it. */
  pageSizeLimit: z.int().min(1).default(100),
  oversize: z.enum(['clamp', 'refuse']).default('clamp'),
  /** Calls a second and a minute; 0 = no limit. */
  ratePerSecond: z.int().min(0).default(5),
  ratePerMinute: z.int().min(0).default(100),
  /** Whether the limits count all calls of the merchant together or each interface alone. */
  rateScope: z.enum(['merchant', 'interface']).default('merchant'),
  /** Lifetime of an access_token of the open platform: 30 days by one source, 180 by another. */
  tokenSeconds: z.int().min(1).default(2_592_000),
  /** Whether refreshToken, and getInitToken while the old grant is valid, give new values. */
  refreshChangesToken: z.boolean().default(false),
  initChangesToken: z.boolean().default(true),
  /** false: a service provider's application, which may not refresh since 2023-08-15. */
  refreshAllowed: z.boolean().default(true),
  /** Whether token calls need the right grant_type. */
  grantTypeCheck: z.boolean().default(true),
  /** Key under which the old gateway's refresh.token names the new expiry. */
  gatewayExpiryKey: z.string().min(1).default('expired'),
  /** Whether timestamps are checked (15 minutes on the open platform, 10 on the old gateway). */
  clockCheck: z.boolean().default(true),
  /** Client addresses that may call, separated by commas; empty = all. */
  ipAllowList: z.string().default(''),
  /** Whether the application may query warehouses. */
  permission: z.boolean().default(true),
  /** Whether the old gateway also takes app_key, access_token and app_secret, as one client sends them. */
  gatewayAcceptsOpenCredentials: z.boolean().default(false),
});

/** What the protocol page leaves open, as switches. */
export type JushuitanSwitches = z.infer<typeof switchSchema>;

/** A switch board with the values that the protocol page proposes. */
export function jushuitanSwitches(): Switches<JushuitanSwitches> {
  return switchBoard(switchSchema);
}
