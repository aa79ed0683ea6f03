import { MOST } from '../../contract/bounds';
import type { FailedRecord } from '../../contract/page';

/** Longest texts of a refusal, in characters. */
const LONGEST = { cause: 60, field: 200, message: 300, brief: 40 } as const;

/** Bytes of a page's refusals that are told in full; Temporal takes 2 MB for all that an activity answers. */
const MOST_BYTES = 300_000;

/** A text of at most so many characters; one that is longer ends with an ellipsis. */
export function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/**
 * Refusals as an activity answers them: all of them, each with its key and cause, and with long texts cut. Those beyond
 * what history takes keep the beginning of their message alone.
 */
export function fitRefusals(rejected: readonly FailedRecord[]): FailedRecord[] {
  let left = MOST_BYTES;
  return rejected.map((record) => {
    const told = bounded(record);
    left -= Buffer.byteLength(JSON.stringify(told));
    return left >= 0 ? told : brief(told);
  });
}

function bounded({ field, document, ...record }: FailedRecord): FailedRecord {
  // No target has a document under such a number, and a shorter one would be another's.
  const isNamed = document !== undefined && (document.number ?? '').length <= MOST.key;
  return {
    ...record,
    ...(isNamed ? { document } : {}),
    cause: cut(record.cause, LONGEST.cause),
    message: cut(record.message, LONGEST.message),
    ...(field === undefined ? {} : { field: cut(field, LONGEST.field) }),
  };
}

function brief({ key, rowNumber, cause, message, document }: FailedRecord): FailedRecord {
  return {
    key,
    ...(rowNumber === undefined ? {} : { rowNumber }),
    cause,
    message: cut(message, LONGEST.brief),
    ...(document ? { document } : {}),
  };
}
