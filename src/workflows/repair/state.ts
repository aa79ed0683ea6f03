/** What a repair is started with, what it holds and what it ends with. Plain data: workflow, activities and commands share it. */
import type { PageOfRun } from '../engine/pageName';
import type { PageReference, Rejected } from '../../activities/contract';

/** Where a record was refused. */
export interface Seen extends PageOfRun {
  readonly workflowId: string;
  /** The first of a run that continued as new. */
  readonly runId: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Why a record is not done. */
export type Refusal = Omit<Rejected, 'key'> & { readonly outcome: 'rejected' | 'in-doubt' };

/** A refusal, and where it was met. */
export type Sighting = Refusal & { readonly seen: Seen };

/** What a repair is started with: references only, never a row. */
export interface RepairTask {
  readonly scheme: string;
  readonly key: string;
  /** The page that the record came with; its record is read again by its key. */
  readonly page: PageReference;
  /** Whether the target can be asked. Where it cannot, an unanswered call is never sent again by itself. */
  readonly looksUp: boolean;
  readonly first: Sighting;
}

/** How a record was done: by a person's `retry` or `retryWith`, by the repair itself, or by a run or a person elsewhere. */
export type How = 'retry' | 'retryWith' | 'self' | 'elsewhere';

/** What a repair says of itself: answer of the query `state`, and its memo `repair`, which lists show. */
export interface RepairState {
  readonly scheme: string;
  readonly key: string;
  readonly outcome: Refusal['outcome'] | 'repaired' | 'discarded';
  readonly cause: string;
  readonly field?: string;
  /** The platform's own words, or the mapping's reason. */
  readonly message: string;
  readonly advice?: Refusal['advice'];
  readonly document?: Refusal['document'];
  readonly first: Seen;
  readonly last: Seen;
  /** Writes tried by this repair. */
  readonly attempts: number;
  /** When it tries again by itself, ISO 8601; absent where the cause does not heal by itself. */
  readonly next?: string;
  /** What happened last, one line for people. */
  readonly note?: string;
}

/** Payload of `retryWith`: a target document in the target's own wire shape, by whom and why. It stays in history. */
export interface RetryWith {
  readonly document: Readonly<Record<string, unknown>>;
  readonly who: string;
  readonly why: string;
}

/** Payload of `discard`. */
export interface Discard {
  readonly reason: string;
  readonly who?: string;
}

/** A run that ended, as the payload of `check`; without one a person asks. */
export interface RunEnded {
  readonly workflowId: string;
  readonly runId: string;
  readonly startedAt: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether it read the whole list, and not a window of it. */
  readonly readAll: boolean;
}

/** Result of a repair. */
export interface RepairResult {
  readonly scheme: string;
  readonly key: string;
  readonly outcome: 'repaired' | 'discarded';
  /** Of a repaired record. */
  readonly how?: How;
  /** The last reason for which it was refused. */
  readonly cause: string;
  readonly who?: string;
  /** Why a person discarded it, or wrote an edited document. */
  readonly why?: string;
  readonly attempts: number;
  readonly openedAt: string;
  readonly finishedAt: string;
}
