/** What every call takes from its caller. */
export interface Call {
  /** Aborts the HTTP call in flight (activity cancelled, worker shutting down). */
  readonly signal: AbortSignal;
  /** What the call sends of persons: the platform's words are rid of it before they become an error or a rejection. */
  readonly personal?: readonly string[];
}
