import {
  ActivityFailure,
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  condition,
  isCancellation,
  sleep,
  log,
  workflowInfo,
} from '@temporalio/workflow';
import type { Totals } from './counts';
import { DRAIN, REPORT_DEADLINE } from '../../contract/policies';
import type { SchemeTable } from '../../contract/scheme';
import type { Plan } from '../../contract/run';
import type { SchemeActivities } from './activities';

/** Whether and why a run takes no more pages. */
export class Stop {
  private why: { readonly reason: 'cancelled' | 'failed'; readonly cause?: unknown } | undefined;
  private forced = false;

  /** Why the run stops, once it does. */
  get reason(): 'cancelled' | 'failed' | undefined {
    return this.why?.reason;
  }

  /** Whether pages in flight had their time and were told to stop. */
  get isForced(): boolean {
    return this.forced;
  }

  /** Stops the run; the first reason counts. */
  halt(reason: 'cancelled' | 'failed', cause?: unknown): void {
    this.why ??= { reason, cause };
  }

  /**
   * Runs `work` where a cancel of the run does not reach it: it only halts the run, so that pages in flight are finished
   * and no more are taken. What has not finished after {@link DRAIN} is cancelled for good, so that a dead platform
   * cannot hold up a cancel. An error of `work` halts the run as well.
   */
  async shield(work: () => Promise<void>): Promise<void> {
    const { cancelRequested } = CancellationScope.current();
    cancelRequested.catch(() => this.halt('cancelled'));
    await CancellationScope.nonCancellable(async () => {
      const scope = new CancellationScope();
      const timer = new CancellationScope();
      void timer.run(() => this.force(scope)).catch(() => undefined);
      await scope.run(work).catch((error: unknown) => this.halt('failed', error));
      timer.cancel();
    });
  }

  /**
   * Waits for signals that are still being handled. A cancel of the run does not reach this wait, since the run still has
   * to balance its counts and say how it ended.
   */
  async handlersFinished(): Promise<void> {
    const finished = () => condition(allHandlersFinished);
    await (this.reason === 'cancelled' ? CancellationScope.nonCancellable(finished) : finished());
  }

  /**
   * What the run ends with.
   * @param totals the counts, as details of a failure; the server keeps no details of a cancelled run
   */
  toError(totals: Totals): Error {
    if (this.reason === 'cancelled') return new CancelledFailure(`cancelled after ${totals.read} records`);
    return explained(this.why?.cause, totals);
  }

  private async force(scope: CancellationScope): Promise<void> {
    await condition(() => this.why !== undefined);
    await sleep(DRAIN);
    this.forced = true;
    scope.cancel();
  }
}

/** The failure of a workflow in one line: the words of the activity that failed, under the type that says what to do. */
export function explained(error: unknown, ...details: readonly Totals[]): Error {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (isCancellation(error) || !(cause instanceof ApplicationFailure))
    return error instanceof Error ? error : new Error(String(error));
  return ApplicationFailure.create({
    message: cause.message,
    type: cause.type ?? 'Failed',
    nonRetryable: true,
    ...(details.length > 0 ? { details: [...details] } : {}),
    cause,
  });
}

/** Counts a failing run to its Schedule, which pauses after too many. What comes of it changes nothing in how the run ends. */
export async function countFailure(
  { name: scheme }: SchemeTable,
  { countFailure: count }: Pick<SchemeActivities, 'countFailure'>,
  plan: Plan | undefined,
  { message: reason }: Error,
): Promise<void> {
  const schedule = plan?.schedule;
  if (schedule === undefined) return;
  const { startTime } = workflowInfo();
  const run = { scheme, schedule, startedAt: startTime.toISOString(), reason };
  const options = { summary: 'failed', scheduleToCloseTimeout: REPORT_DEADLINE };
  await CancellationScope.nonCancellable(() => count.executeWithOptions(options, [run])).catch(
    (error: unknown) => log.warn('the failure could not be counted to the Schedule', { error }),
  );
}
