import type { HttpClient } from '../http/client';
import type { Envelope } from './channel';
import type { Method } from './model';
import type { Fields } from './sign';

/** One protocol generation: how a method is called, and where its answer keeps list and paging. */
export interface Generation {
  readonly http: HttpClient;
  /**
   * Sends a method with its business parameters as they are; the answer may be a refusal.
   * @throws what the channel and the token endpoints throw
   */
  call(method: Method, request: Fields, signal: AbortSignal): Promise<Envelope>;
  /** The part of an accepted answer that holds the list and `has_next`. */
  payload(answer: Envelope): unknown;
  /** Ends all connections; calls in flight fail. */
  close(): Promise<void>;
}
