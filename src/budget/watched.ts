import type { SourceConnector, TargetConnector } from '../connectors/connector';
import { Throttled } from '../connectors/errors';
import type { AccountBudget } from './budgets';

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
    knock: (...asked) => watched(target.knock(...asked), budget),
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
