import type { ConnectionSettings } from '../connectors';
import { type Budget, type BudgetLimits, createBudget } from '../connectors/budget';
import { type LimitedAccount, limitedAccount, narrower } from './account';

/** The budget of an account as its connections use it. */
export interface AccountBudget {
  /** For calls that are safe to repeat: rejects with `Unavailable` when the process stops before their turn. */
  readonly read: Budget;
  /** For calls that are not: they keep their place. */
  readonly write: Budget;
  /** The platform refused a call for its pace and asked for this pause. */
  throttled(pauseMs: number): void;
}

/** Makes the budget of an account that is shared with other processes. */
export type ShareBudget = (account: string, limits: BudgetLimits) => AccountBudget;

/**
 * The budgets of a configuration's connections by name; connections of one account have one between them, with the
 * narrower limits. Connections without limits have none.
 * @param share absent where there is nobody to share with; budgets are then kept by this process alone
 */
export function createBudgets(
  connections: Readonly<Record<string, ConnectionSettings>>,
  share: ShareBudget = localBudget,
): ReadonlyMap<string, AccountBudget> {
  const accounts = new Map<string, LimitedAccount>();
  const accountOf = new Map<string, string>();
  for (const [name, settings] of Object.entries(connections)) {
    const found = limitedAccount(settings);
    if (!found) continue;
    accountOf.set(name, found.account);
    accounts.set(found.account, joined(found, accounts.get(found.account)));
  }
  const budgets = new Map<string, AccountBudget>();
  for (const { account, limits, shared } of accounts.values())
    budgets.set(account, shared ? share(account, limits) : localBudget(account, limits));
  return new Map([...accountOf].map(([name, account]) => [name, budgets.get(account) as AccountBudget]));
}

function joined(one: LimitedAccount, other: LimitedAccount = one): LimitedAccount {
  return {
    account: one.account,
    limits: narrower(one.limits, other.limits),
    shared: one.shared || other.shared,
  };
}

/** Kept by this process alone; a caller that was throttled waits by itself. */
function localBudget(_account: string, limits: BudgetLimits): AccountBudget {
  const own = createBudget(limits);
  return { read: own, write: own, throttled: () => undefined };
}
