import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ErrorKind } from '../connectors/errors';

const kinds: Readonly<Record<ErrorKind, true>> = {
  InDoubt: true,
  Misconfigured: true,
  ProtocolViolation: true,
  Throttled: true,
  Unauthorized: true,
  Unavailable: true,
};

/** The kind of an error as a label: one of the connectors' kinds, also once it is a Temporal failure, `cancelled` or `other`. */
export function kindOf(error: unknown): string {
  if (error instanceof CancelledFailure || (error as Error | undefined)?.name === 'AbortError')
    return 'cancelled';
  const name = error instanceof ApplicationFailure ? error.type : (error as Error | undefined)?.name;
  return name && Object.hasOwn(kinds, name) ? name : 'other';
}
