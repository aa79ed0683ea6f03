import { type ConnectionSettings, platformOf } from '../connectors';
import { type Budget, type BudgetLimits, createBudget } from '../connectors/budget';
import { createHash } from 'node:crypto';
import type { SourceConnector, TargetConnector } from '../connectors/connector';
import { Throttled } from '../connectors/errors';

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

/** A connection that has call limits, and the account that they are counted on. */
export interface LimitedAccount {
  /** `budget.account`, or platform and digest of what names the account; never a secret. */
  readonly account: string;
  readonly limits: BudgetLimits;
  readonly shared: boolean;
}

/** The account whose limits a connection shares; `undefined` where it has none. */
export function limitedAccount(settings: ConnectionSettings): LimitedAccount | undefined {
  const found = platformOf(settings).account?.(settings);
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

/** A source whose throttled reads are told to the account's budget. */
export function watchedSource<C extends SourceConnector>(source: C, budget: AccountBudget | undefined): C {
  if (!budget) return source;
  return { ...source, readPage: (query, call) => watched(source.readPage(query, call), budget) };
}

/** A target whose throttled calls are told to the account's budget. */
export function watchedTarget<C extends TargetConnector>(target: C, budget: AccountBudget | undefined): C {
  if (!budget) return target;
  return {
    ...target,
    lookUp: (...asked) => watched(target.lookUp(...asked), budget),
    lookUpIds: (...asked) => watched(target.lookUpIds(...asked), budget),
    save: (...asked) => watched(target.save(...asked), budget),
    submit: (...asked) => watched(target.submit(...asked), budget),
    audit: (...asked) => watched(target.audit(...asked), budget),
    ping: (...asked) => watched(target.ping(...asked), budget),
  };
}

async function watched<T>(calling: Promise<T>, budget: AccountBudget): Promise<T> {
  try {
    return await calling;
  } catch (error) {
    if (error instanceof Throttled) budget.throttled(error.retryAfterMs);
    throw error;
  }
}
