import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import {
  ConnectorError,
  NumberChanged,
  ProtocolViolation,
  Throttled,
  type ErrorKind,
} from '../connectors/errors';
import type { FailedRecord } from '../contract/page';
import { UNKNOWN_REFUSAL_ATTEMPTS } from '../contract/policies';
import { recordsOfChangedNumbers } from './page/changedNumbers';
import { cut } from './page/history';

/** Kinds that another attempt cannot change: a person, or a new version, has to act. */
const FINAL: ReadonlySet<ErrorKind> = new Set(['Unauthorized', 'ProtocolViolation', 'Misconfigured']);

/** Longest message of a failure, in characters: it stands in history at each attempt. */
const LONGEST = 2_000;

/** Keeps a raw answer outside of history and logs, and says where. */
export type KeepAnswer = (platform: string, operation: string, rawAnswer: string) => Promise<string>;

/**
 * Translates a connector error into the Temporal failure that says what to do: its type is the error's kind, a throttle
 * carries the platform's own delay, and what cannot heal is not retried. Other errors pass unchanged.
 * @param attempt of the activity, from 1
 */
export async function toFailure(error: unknown, keepAnswer: KeepAnswer, attempt = 1): Promise<unknown> {
  if (!(error instanceof ConnectorError)) return error;
  const { platform, operation, code, requestId, platformMessage } = error.details;
  const throttled = error instanceof Throttled;
  return ApplicationFailure.create({
    message: [cut(error.message, LONGEST), await whereKept(error, keepAnswer, attempt)]
      .filter(Boolean)
      .join('; '),
    type: error.kind,
    nonRetryable: isFinal(error, attempt),
    details: [{ platform, operation, code, requestId, platformMessage, ...changedOf(error) }],
    ...(throttled ? { nextRetryDelay: error.retryAfterMs, category: ApplicationFailureCategory.BENIGN } : {}),
  });
}

function isFinal(error: ConnectorError, attempt: number): boolean {
  if (error instanceof ProtocolViolation && error.isRefusal) return attempt >= UNKNOWN_REFUSAL_ATTEMPTS;
  return FINAL.has(error.kind);
}

/** Records whose documents have other numbers than those sent: they become repairs, although their page failed. */
function changedOf(error: ConnectorError): { readonly changed?: readonly FailedRecord[] } {
  return error instanceof NumberChanged ? { changed: recordsOfChangedNumbers(error) } : {};
}

async function whereKept(error: ConnectorError, keepAnswer: KeepAnswer, attempt: number): Promise<string> {
  if (!(error instanceof ProtocolViolation) || !isFinal(error, attempt)) return '';
  const { platform, operation } = error.details;
  try {
    return `raw answer kept in ${await keepAnswer(platform, operation, error.rawAnswer)}`;
  } catch (fault) {
    // A full disk must not take the place of what the platform did: that would be retried for a day.
    return `the raw answer could not be kept (${(fault as NodeJS.ErrnoException).code ?? 'unknown fault'})`;
  }
}
