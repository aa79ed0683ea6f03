import type { Plan, Progress, ShownOutcome } from '../../contract/run';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { detailsOf, type RunEnd } from './details';
import type { Totals } from './counts';
import { readRange } from './report';
import { searchAttributes } from '../../contract/searchAttributes';

/** What a run's page and its line in the run list are made of. */
export interface RunShown {
  readonly plan: Plan | undefined;
  readonly progress: Progress;
  /** What was sent to it and came to nothing. */
  readonly notices?: readonly string[];
  readonly totals: Pick<Totals, 'rejected' | 'changedRecords'>;
}

/** A run where people look at it in the Temporal UI: its line in the run list, and its page. */
export class RunView {
  private end: RunEnd = {};
  /** When the run list was updated last, milliseconds since 1970. */
  private listedAt = 0;

  constructor(private readonly look: () => RunShown) {}

  /** The run goes on, or stands still. */
  show(outcome: ShownOutcome, syncedThrough?: string): void {
    const { plan, progress } = this.look();
    const { scheme, read, counts } = progress;
    const window = plan && readRange(plan);
    showInList({ scheme, outcome, window, read, rejected: counts.rejected, syncedThrough });
    this.listedAt = Date.now();
    this.touch();
  }

  /** The run has ended. */
  finish(outcome: ShownOutcome, why: Omit<RunEnd, 'outcome'>, syncedThrough?: string): void {
    this.end = { outcome, ...why };
    this.show(outcome, syncedThrough);
  }

  /** A page is done: the run list is updated now and then, since each time is an event and a write of the server. */
  pageDone({ listEverySeconds }: Plan): void {
    const { state } = this.look().progress;
    const isDue = state === 'paused' || Date.now() - this.listedAt >= listEverySeconds * 1_000;
    if (state === 'stopping' || !isDue) return this.touch();
    this.show(state === 'paused' ? 'paused' : 'running');
  }

  /** Updates the run's page alone, which costs nothing. */
  touch(): void {
    const { plan, progress, totals, notices } = this.look();
    setCurrentDetails(detailsOf(progress, { ...totals, ...this.end, notices, repairs: plan?.repairs }));
  }
}

/** A run as the run list shows it: which, over what, how far, and whether somebody has to act. */
export interface Listed {
  readonly scheme: string;
  readonly outcome: ShownOutcome;
  /** `windowText` of its window, `full` where all is read; absent before it is planned. */
  readonly window?: string | undefined;
  readonly read: number;
  /** Refused records; of a reconciliation records that differ. */
  readonly rejected: number;
  /** The watermark that the run set, ISO. */
  readonly syncedThrough?: string | undefined;
}

/** Puts a run into the run list: its search attributes. */
export function showInList({ scheme, outcome, window, read, rejected, syncedThrough }: Listed): void {
  upsertSearchAttributes([
    { key: searchAttributes.scheme, value: scheme },
    { key: searchAttributes.outcome, value: outcome },
    ...(window === undefined ? [] : [{ key: searchAttributes.window, value: window }]),
    { key: searchAttributes.readCount, value: read },
    { key: searchAttributes.rejectedCount, value: rejected },
    ...(syncedThrough === undefined
      ? []
      : [{ key: searchAttributes.syncedThrough, value: new Date(syncedThrough) }]),
  ]);
}
