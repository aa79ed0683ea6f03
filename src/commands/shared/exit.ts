import type { OperationFault } from '../../operations/errors';

/** What `jinqiao` ends with, for scripts. */
export const exitCodes = {
  /** Done. A run: every record is in its final state. */
  ok: 0,
  /** Failed, or something unexpected happened. */
  failed: 1,
  /** Wrong use of the command line, or faults in the configuration. Nothing was started. */
  usage: 2,
  /** The Temporal server or a platform could not be reached. */
  unreachable: 3,
  /** The run finished, but some records were rejected or are in doubt; `failures`: there are open repairs. */
  attention: 4,
  /** The run was cancelled or terminated. */
  cancelled: 5,
  /** The scheme is running already; nothing was started. */
  running: 6,
  /** Stopped watching on Ctrl-C; the run goes on. */
  interrupted: 130,
} as const satisfies Readonly<Record<OperationFault, number>> & Readonly<Record<string, number>>;

/** A failure that a person can act on: one clear line, and what to do about it. Shown without a stack trace. */
export class CliError extends Error {
  constructor(
    message: string,
    readonly exitCode: number,
    /** What to do about it. */
    readonly hint?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'CliError';
  }
}
