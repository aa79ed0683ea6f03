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
