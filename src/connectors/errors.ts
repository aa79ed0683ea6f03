/**
 * Errors of every connector, named by what the caller has to do about them.
 *
 * A row that a platform refuses is *not* an error here: it is a result of its page ({@link ./connector} `Rejection`).
 * Only transport faults, limits, credentials and answers outside the contract are thrown.
 */

import type { Bilingual } from '../contract/bilingual';
import type { Rejection } from './connector';

/** What is known of a failed call. Never holds a secret, a request body or personal data. */
export interface FaultDetails {
  /** Platform that was called: `jushuitan`, `kingdee` … */
  readonly platform: string;
  /** The platform's own name of the operation: `wms.partner.query`, `BatchSave` … */
  readonly operation: string;
  /** The platform's own code (body code, MsgCode) or the HTTP status. */
  readonly code?: string | undefined;
  /** Id under which the platform's support finds the call, where it gives one. */
  readonly requestId?: string | undefined;
  /** The platform's own words, at most 500 characters. */
  readonly platformMessage?: string | undefined;
  /** What a person can do about it, where the platform's refusal is a known one. */
  readonly advice?: Bilingual | undefined;
  /** Stable name of the cause, where the platform answered a call in words that its table knows. */
  readonly cause?: string | undefined;
  /**
   * What a record is refused with when it alone meets this error while calls without it pass; absent where the error is
   * never about what one record holds. Nothing was written where it is given.
   */
  readonly whenAlone?: Rejection | undefined;
}

/** Base of all connector errors; `name` is the error's kind and becomes the Temporal failure type. */
export abstract class ConnectorError extends Error {
  abstract readonly kind: ErrorKind;

  constructor(
    message: string,
    readonly details: FaultDetails,
    options?: ErrorOptions,
  ) {
    super(`${details.platform} ${details.operation}: ${message}`, options);
    this.name = new.target.name;
  }
}

/** Names of the kinds, as they show in the Temporal UI. */
export type ErrorKind =
  'Unavailable' | 'Throttled' | 'Unauthorized' | 'InDoubt' | 'ProtocolViolation' | 'Misconfigured';

/** A document that was saved under another number than the one sent. */
export interface ChangedNumber {
  /** Position in the list given. */
  readonly index: number;
  /** The target's internal id. */
  readonly id: string;
  readonly sent: string;
  readonly got: string;
}

/** The platform could not be reached or broke down before it did anything: try again later. */
export class Unavailable extends ConnectorError {
  readonly kind = 'Unavailable';
}

/** The platform asks for a slower pace. Try again after `retryAfterMs`. */
export class Throttled extends ConnectorError {
  readonly kind = 'Throttled';

  constructor(
    message: string,
    details: FaultDetails,
    /** Milliseconds to wait before the next call on this account. */
    readonly retryAfterMs: number,
    options?: ErrorOptions,
  ) {
    super(message, details, options);
  }
}

/** Credentials or permissions were refused, also after fresh logins or token refreshes: a person must act. */
export class Unauthorized extends ConnectorError {
  readonly kind = 'Unauthorized';
}

/** A write was sent and no answer came: it may or may not have happened. Look up before writing again. */
export class InDoubt extends ConnectorError {
  readonly kind = 'InDoubt';
}

/** First 2,000 characters of an answer as they may be kept; made only where they are, since redacting costs more than reading. */
export type RawAnswer = () => string;

/**
 * The answer is outside the platform's contract: unreadable, where trying again gives the same, or a refusal in words
 * that no table knows (`isRefusal`), which a few attempts may outlast. The connector must learn it.
 */
export class ProtocolViolation extends ConnectorError {
  readonly kind = 'ProtocolViolation';
  /** The answer is a well-formed refusal whose words no table knows: it may be a passing state of the platform. */
  readonly isRefusal: boolean;
  /** First 2,000 characters of the raw answer; kept on the error object, never logged or put in history. */
  readonly rawAnswer: string;

  constructor(
    message: string,
    details: FaultDetails,
    rawAnswer: string | RawAnswer,
    { isRefusal = false, ...options }: ErrorOptions & { readonly isRefusal?: boolean } = {},
  ) {
    super(message, details, options);
    this.isRefusal = isRefusal;
    this.rawAnswer = typeof rawAnswer === 'string' ? rawAnswer : rawAnswer();
  }
}

/** The connection or the scheme asks for something the platform does not have (unknown method, form, field). */
export class Misconfigured extends ConnectorError {
  readonly kind = 'Misconfigured';
}

/**
 * The target numbers documents by a rule of its own, so those just saved cannot be found by their keys, and each repeat
 * would save them anew: nothing further may be saved before a person has changed that rule.
 */
export class NumberChanged extends Misconfigured {
  constructor(
    message: string,
    details: FaultDetails,
    readonly changed: readonly ChangedNumber[],
    /** Keys of the records that these documents are of, in the same order; known to who saved them. */
    readonly keys: readonly string[] = [],
  ) {
    super(message, details);
    // Its class says more than its kind, and the kind is what failures and logs are read by.
    this.name = 'Misconfigured';
  }
}
