import type { DocumentState } from '../../contract/page';
import type { Bilingual } from '../../contract/bilingual';
import type { Days } from '../../contract/reconcile';

/** Where a record stands; keys, states, times and reasons, never a row. */

/** What the source says. */
export interface InSource {
  readonly connection: string;
  /** `refused`: it is there, and cannot be mapped today. `unknown`: the source could not be asked. */
  readonly state: 'found' | 'refused' | 'absent' | 'unknown';
  /** The days that were searched; empty where it was the whole list. */
  readonly searched: Days;
  readonly reason?: Bilingual;
}

/** A document that the target holds under the record's key. */
export interface FoundDocument {
  /** The target's internal id, where it has one. */
  readonly id?: string;
  readonly organization?: string;
  readonly state: DocumentState;
  /** Wall-clock text of the target, as far as it tells. */
  readonly created?: string;
  readonly audited?: string;
}

/** What the target says. */
export interface InTarget {
  readonly connection: string;
  /** `not-asked`: the target has no look-up, or the number there is only known with the source's row. */
  readonly state: 'audited' | 'unfinished' | 'absent' | 'not-asked' | 'unknown';
  readonly documents: readonly FoundDocument[];
  /** Why the target could not be asked. */
  readonly reason?: Bilingual;
}

/** A run that names the record. */
export interface InRun {
  readonly workflowId: string;
  readonly runId: string;
  /** When the page that names it was done, ISO. */
  readonly at: string;
  /** `written`: saved by that run. `pending`: found saved and to be audited. */
  readonly as: 'written' | 'pending' | 'rejected' | 'inDoubt';
  readonly reason?: string;
}

/** What Temporal knows of a record. */
export interface InTemporal {
  readonly runs: readonly InRun[];
  /** Executions that were searched, newest first; absent without a server. */
  readonly executions?: number;
  /** Status of the record's repair; `none` where there is none, `unknown` without a server. */
  readonly repair: string;
}

/** One record of one scheme. */
export interface RecordStatus {
  readonly scheme: string;
  readonly state: 'done' | 'unfinished' | 'refused' | 'source-only' | 'nowhere' | 'unknown';
  readonly source: InSource;
  readonly target: InTarget;
  readonly temporal: InTemporal;
}

/** All parts in one word. */
export function stateOf(source: InSource, target: InTarget, { runs }: InTemporal): RecordStatus['state'] {
  if (target.state === 'audited') return 'done';
  if (target.state === 'unfinished') return 'unfinished';
  if (source.state === 'refused' || runs[0]?.as === 'rejected') return 'refused';
  if (target.state === 'unknown' || source.state === 'unknown') return 'unknown';
  if (source.state === 'absent') return 'nowhere';
  return target.state === 'not-asked' ? 'unknown' : 'source-only';
}
