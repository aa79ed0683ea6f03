import { Misconfigured, Throttled, Unauthorized, Unavailable } from './errors';
import type { ConnectorError, FaultDetails } from './errors';

/** What a platform's code asks for. */
export interface Meaning {
  readonly kind: 'Unauthorized' | 'Misconfigured' | 'Unavailable' | 'Throttled';
  /** Cause and what a person can do about it. */
  readonly en: string;
  readonly zh: string;
  /** Milliseconds, `Throttled` only. */
  readonly retryAfterMs?: number;
}

const kinds = { Unauthorized, Misconfigured, Unavailable };

/** The error that a meaning stands for. `seen` is what the platform said, without secrets. */
export function meaningToError(meaning: Meaning, seen: string, details: FaultDetails): ConnectorError {
  const { kind, en, zh, retryAfterMs = 0 } = meaning;
  const message = `${seen}: ${en} / ${zh}`;
  const advised = { ...details, advice: { en, zh } };
  if (kind === 'Throttled') return new Throttled(message, advised, retryAfterMs);
  return new kinds[kind](message, advised);
}
