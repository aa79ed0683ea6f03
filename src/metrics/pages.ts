import type { PageAudited, PageSynced } from '../contract/page';
import type { Context } from '@temporalio/activity';
import type { ActivityExecuteInput, ActivityInterceptors } from '@temporalio/worker';
import { schemes } from '../workflows/catalogue';
import { kindOf } from './kind';
import type { Metrics } from './metrics';

/** The steps of a page, by activity. */
const steps: Readonly<Record<string, 'move' | 'audit'>> = { syncPage: 'move', auditPage: 'audit' };

/** Counts what activities answer of their pages. An attempt that is made again, because its answer was lost, counts again. */
export function pageInterceptor(metrics: Metrics) {
  return ({ info }: Context): ActivityInterceptors => {
    const step = steps[info.activityType];
    return step ? { inbound: { execute: (input, next) => timed(metrics, step, input, next) } } : {};
  };
}

async function timed(
  metrics: Metrics,
  step: 'move' | 'audit',
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

/** Adds a page's books; over both steps `read` is the sum of the outcomes. */
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
