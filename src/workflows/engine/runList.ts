import { upsertSearchAttributes } from '@temporalio/workflow';
import { searchAttributes } from '../../contract/searchAttributes';

/** What a person sees of a run in the Temporal UI's list. */
export type ShownOutcome = 'running' | 'paused' | 'clean' | 'attention' | 'failed' | 'cancelled';

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
