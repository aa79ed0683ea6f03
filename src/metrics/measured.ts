import type { AccountBudget } from '../budget/budgets';
import type { SourceConnector, TargetConnector, Listing } from '../connectors/connector';
import type { Budget } from '../connectors/budget';
import { kindOf } from './kind';
import type { Metrics } from './metrics';

/** Times an operation of a connection and counts how it ended. */
type Measure = <T>(operation: string, calling: Promise<T>) => Promise<T>;

/** A source whose calls are counted and timed under the name of its connection. */
export function measuredSource<C extends SourceConnector>(
  source: C,
  metrics: Metrics,
  connection: string,
): C {
  const measure = measureOf(metrics, connection);
  return { ...source, readPage: (...asked) => measure('readPage', source.readPage(...asked)) };
}

/** A target whose calls are counted and timed under the name of its connection. */
export function measuredTarget<C extends TargetConnector>(
  target: C,
  metrics: Metrics,
  connection: string,
): C {
  const measure = measureOf(metrics, connection);
  const { listing } = target;
  return {
    ...target,
    ...(listing ? { listing: measuredListing(listing, measure) } : {}),
    lookUp: (...asked) => measure('lookUp', target.lookUp(...asked)),
    lookUpIds: (...asked) => measure('lookUp', target.lookUpIds(...asked)),
    save: (...asked) => measure('save', target.save(...asked)),
    submit: (...asked) => measure('submit', target.submit(...asked)),
    audit: (...asked) => measure('audit', target.audit(...asked)),
    knock: (...asked) => measure('knock', target.knock(...asked)),
  };
}

function measuredListing(listing: Listing, measure: Measure): Listing {
  return {
    identityOf: (...asked) => listing.identityOf(...asked),
    byKeys: (...asked) => measure('list', listing.byKeys(...asked)),
    byNumber: (...asked) => measure('list', listing.byNumber(...asked)),
    page: (...asked) => measure('list', listing.page(...asked)),
  };
}

/** A budget whose waiting callers are counted under the name of the connection that they call. */
export function measuredBudget(budget: AccountBudget, metrics: Metrics, connection: string): AccountBudget {
  const counted = (take: Budget) => (signal: AbortSignal) => waited(take(signal), metrics, connection);
  return {
    read: counted(budget.read),
    write: counted(budget.write),
    throttled: (pauseMs) => budget.throttled(pauseMs),
  };
}

async function waited(turn: Promise<void>, metrics: Metrics, connection: string): Promise<void> {
  metrics.budgetWaiting.inc({ connection });
  const stop = metrics.budgetSeconds.startTimer({ connection });
  try {
    await turn;
    metrics.budgetCalls.inc({ connection });
  } finally {
    stop();
    metrics.budgetWaiting.dec({ connection });
  }
}

function measureOf({ callSeconds }: Metrics, connection: string): Measure {
  return async (operation, calling) => {
    const stop = callSeconds.startTimer({ connection, operation });
    try {
      const answer = await calling;
      stop({ outcome: 'done' });
      return answer;
    } catch (error) {
      stop({ outcome: kindOf(error) });
      throw error;
    }
  };
}
