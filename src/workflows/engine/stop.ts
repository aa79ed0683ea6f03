import {
  ActivityFailure,
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  condition,
  isCancellation,
  sleep,
} from '@temporalio/workflow';
import type { Totals } from './ledger';
import { DRAIN } from '../../contract/policies';

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
   * Runs `work` where a cancel of the run does not reach it: it only halts the run, so that pages in flight are
   * finished and no more are taken. What has not finished after {@link DRAIN} is cancelled for good, so that a dead platform cannot hold
   * up a cancel. An error of `work` halts the run as well.
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
   * to close its books and say how it ended.
   */
  async handlersFinished(): Promise<void> {
    const finished = () => condition(allHandlersFinished);
    await (this.reason === 'cancelled' ? CancellationScope.nonCancellable(finished) : finished());
  }

  /**
   * What the run ends with.
   * @param books the counters, as details of a failure; the server keeps no details of a cancelled run
   */
  toError(books: Totals): Error {
    if (this.reason === 'cancelled') return new CancelledFailure(`cancelled after ${books.read} records`);
    return explained(this.why?.cause, books);
  }

  private async force(scope: CancellationScope): Promise<void> {
    await condition(() => this.why !== undefined);
    await sleep(DRAIN);
    this.forced = true;
    scope.cancel();
  }
}

/** The failure of a run in one line: the words of the step that failed, under the type that says what to do. */
function explained(error: unknown, books: Totals): Error {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (isCancellation(error) || !(cause instanceof ApplicationFailure)) return error as Error;
  return ApplicationFailure.create({
    message: cause.message,
    type: cause.type ?? 'Failed',
    nonRetryable: true,
    details: [books],
    cause,
  });
}
