import type { ScheduleDescription } from '@temporalio/client';

type State = ScheduleDescription['state'];

/** Behind the note of a Schedule that a person resumed in Temporal: from when its failures are counted. */
const COUNTED = / *\[failures counted since (\S+)\]$/;

/** When the first run began that is counted: after a person resumed the Schedule, else after it was last changed. */
export function countedSince({ state, info }: ScheduleDescription): string {
  const [, since] = COUNTED.exec(state.note ?? '') ?? [];
  return since ?? (info.lastUpdatedAt ?? info.createdAt).toISOString();
}

/**
 * Whether a person has resumed a Schedule in Temporal since its failures were last counted: Temporal keeps no time of it,
 * and the person's note.
 */
export function isResumedByHand({ state: { paused, note = '' } }: ScheduleDescription): boolean {
  return !paused && note !== '' && !COUNTED.test(note);
}

/** A person's note with the time from which failures are counted. */
export function noteCounted(note: string | undefined, since: Date): string {
  return `${note ?? ''} [failures counted since ${since.toISOString()}]`;
}

/** A state whose failures are counted from the change that brings it. */
export function withoutCount(state: State): State {
  return state.note === undefined ? state : { ...state, note: state.note.replace(COUNTED, '') };
}
