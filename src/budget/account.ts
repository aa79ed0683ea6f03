import { createHash } from 'node:crypto';
import type { ConnectionSettings } from '../config/config';
import type { BudgetLimits } from '../connectors/budget';

/** A connection that has call limits, and the account that they are counted on. */
export interface LimitedAccount {
  /** `budget.account`, or platform and digest of what names the account; never a secret. */
  readonly account: string;
  readonly limits: BudgetLimits;
  readonly shared: boolean;
}

/** The account whose limits a connection shares; `undefined` where it has none. */
export function limitedAccount(settings: ConnectionSettings): LimitedAccount | undefined {
  if (settings.platform === 'kingdee') return undefined;
  const { account, shared = true, ...limits } = settings.budget;
  if (limits.perSecond === 0 && limits.perMinute === 0) return undefined;
  return { account: account ?? `${settings.platform}-${digest(names(settings))}`, limits, shared };
}

/** The narrower of each limit; 0 is none. */
export function narrower(one: BudgetLimits, other: BudgetLimits): BudgetLimits {
  const less = (a: number, b: number) => (a === 0 || b === 0 ? a + b : Math.min(a, b));
  return {
    perSecond: less(one.perSecond, other.perSecond),
    perMinute: less(one.perMinute, other.perMinute),
  };
}

/** What tells accounts of a platform apart without a secret. */
function names(settings: Exclude<ConnectionSettings, { platform: 'kingdee' }>): string[] {
  switch (settings.platform) {
    case 'greatonce':
      return [settings.url, settings.appKey, settings.customerId];
    case 'guanyi':
      return [settings.url, settings.appKey];
    case 'jushuitan':
      return [settings.url, settings.generation === 'openapi' ? settings.appKey : settings.partnerId];
    case 'qimen':
      return [settings.url, settings.targetAppKey, settings.customerId];
    default:
      return settings satisfies never;
  }
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
}
