import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What workflows show themselves by in lists, and are queried by; every namespace needs them. */
export const searchAttributes = {
  /** Name of the scheme. */
  scheme: defineSearchAttributeKey('SchemeId', SearchAttributeType.KEYWORD),
  outcome: defineSearchAttributeKey('Outcome', SearchAttributeType.KEYWORD),
  /** Business key of a refused record, shortened. */
  recordKey: defineSearchAttributeKey('RecordKey', SearchAttributeType.KEYWORD),
  /** Why a record was refused. */
  cause: defineSearchAttributeKey('Cause', SearchAttributeType.KEYWORD),
  /** The window that a run reads, `from — to`, or `full`. */
  window: defineSearchAttributeKey('Window', SearchAttributeType.KEYWORD),
  readCount: defineSearchAttributeKey('ReadCount', SearchAttributeType.INT),
  rejectedCount: defineSearchAttributeKey('RejectedCount', SearchAttributeType.INT),
  /** Watermark that a completed run has set. */
  syncedThrough: defineSearchAttributeKey('SyncedThrough', SearchAttributeType.DATETIME),
} as const;

/** What Temporal itself says of a Schedule's runs. */
export const scheduleAttributes = {
  /** When the run was due. */
  startTime: defineSearchAttributeKey('TemporalScheduledStartTime', SearchAttributeType.DATETIME),
  scheduleId: defineSearchAttributeKey('TemporalScheduledById', SearchAttributeType.KEYWORD),
} as const;

/** Condition of a visibility query: workflows of one installation are all on its task queue, whatever else a namespace holds. */
export function onQueue(taskQueue: string): string {
  return `TaskQueue=${quoted(taskQueue)}`;
}

/** Visibility query of the records, of one scheme or of all, that are refused or in doubt and not settled yet. */
export function openRepairsQuery(taskQueue: string, scheme?: string): string {
  const ofScheme = scheme === undefined ? '' : ` AND SchemeId=${quoted(scheme)}`;
  return `WorkflowType="repairRecord" AND ${onQueue(taskQueue)}${ofScheme} AND ExecutionStatus="Running"`;
}

/** A text as a visibility query takes it: Temporal reads strings as MySQL does. */
export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
