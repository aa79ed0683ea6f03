import type { AccountBudget } from '../budget/budgets';
import type { SourceConnector, TargetConnector, Listing } from '../connectors/connector';
import type { Budget } from '../connectors/budget';
import type { Metrics } from './metrics';
import type { PageAudited, PageSynced } from '../contract/page';
import type { Context } from '@temporalio/activity';
import type { ActivityExecuteInput, ActivityInterceptors } from '@temporalio/worker';
import { schemes } from '../workflows/catalogue';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ErrorKind } from '../connectors/errors';

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
    ping: (...asked) => measure('ping', target.ping(...asked)),
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

/** The steps of a page, by activity. */
const steps: Readonly<Record<string, 'sync' | 'audit'>> = { syncPage: 'sync', auditPage: 'audit' };

/** Counts what activities answer of their pages. An attempt that is made again, because its answer was lost, counts again. */
export function pageInterceptor(metrics: Metrics) {
  return ({ info }: Context): ActivityInterceptors => {
    const step = steps[info.activityType];
    return step ? { inbound: { execute: (input, next) => timed(metrics, step, input, next) } } : {};
  };
}

async function timed(
  metrics: Metrics,
  step: 'sync' | 'audit',
  input: ActivityExecuteInput,
  next: (input: ActivityExecuteInput) => Promise<unknown>,
): Promise<unknown> {
  const scheme = schemeOf(input.args[0]);
  const stop = metrics.pageSeconds.startTimer({ scheme, step });
  try {
    const answer = await next(input);
    stop();
    countPage(metrics, scheme, answer as PageSynced | PageAudited);
    return answer;
  } catch (error) {
    metrics.pageFailures.inc({ scheme, step, kind: kindOf(error) });
    throw error;
  }
}

/** Handmade tasks may be anything. */
function schemeOf(task: unknown): string {
  const { scheme } = (task ?? {}) as { readonly scheme?: unknown };
  return typeof scheme === 'string' && Object.hasOwn(schemes, scheme) ? scheme : 'unknown';
}

/** Adds a page's counts; over both steps `read` is the sum of the outcomes. */
export function countPage(metrics: Metrics, scheme: string, page: PageSynced | PageAudited): void {
  const { created, unchanged, rejected, inDoubt } = page;
  const counts = { created, unchanged, rejected: rejected.length, inDoubt: inDoubt.length };
  const more = 'read' in page ? { skipped: page.skipped } : { audited: page.audited };
  for (const [outcome, count] of Object.entries({ ...counts, ...more }))
    metrics.records.inc({ scheme, outcome }, count);
  if (!('read' in page)) return;
  metrics.rowsRead.inc({ scheme }, page.read);
  metrics.changed.inc({ scheme }, page.changed);
  metrics.adopted.inc({ scheme }, page.adopted);
}

const kinds: Readonly<Record<ErrorKind, true>> = {
  InDoubt: true,
  Misconfigured: true,
  ProtocolViolation: true,
  Throttled: true,
  Unauthorized: true,
  Unavailable: true,
};

/** The kind of an error as a label: one of the connectors' kinds, also once it is a Temporal failure, `cancelled` or `other`. */
export function kindOf(error: unknown): string {
  if (error instanceof CancelledFailure || (error as Error | undefined)?.name === 'AbortError')
    return 'cancelled';
  const name = error instanceof ApplicationFailure ? error.type : (error as Error | undefined)?.name;
  return name && Object.hasOwn(kinds, name) ? name : 'other';
}
