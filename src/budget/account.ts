import { createHash } from 'node:crypto';
import { type ConnectionSettings, platformNamed } from '../connectors';
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
  const found = platformNamed(settings.platform)?.account?.(settings);
  if (!found) return undefined;
  const { account, shared = true, perSecond, perMinute } = found.budget;
  if (perSecond === 0 && perMinute === 0) return undefined;
  const name = account ?? `${settings.platform}-${digest(found.identity)}`;
  return { account: name, limits: { perSecond, perMinute }, shared };
}

/** The narrower of each limit; 0 is none. */
export function narrower(one: BudgetLimits, other: BudgetLimits): BudgetLimits {
  const less = (a: number, b: number) => (a === 0 || b === 0 ? a + b : Math.min(a, b));
  return {
    perSecond: less(one.perSecond, other.perSecond),
    perMinute: less(one.perMinute, other.perMinute),
  };
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
}
