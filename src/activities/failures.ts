import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { ConnectorError, ProtocolViolation, Throttled, type ErrorKind } from '../connectors/errors';

/** Kinds that another attempt cannot change: a person, or a new version, has to act. */
const FINAL: ReadonlySet<ErrorKind> = new Set(['Unauthorized', 'ProtocolViolation', 'Misconfigured']);

/** Keeps a raw answer outside of history and logs, and says where. */
export type KeepAnswer = (platform: string, operation: string, rawAnswer: string) => Promise<string>;

/**
 * Translates a connector error into the Temporal failure that says what to do: its type is the error's kind, a throttle
 * carries the platform's own delay, and what cannot heal is not retried. Other errors pass unchanged.
 */
export async function toFailure(error: unknown, keepAnswer: KeepAnswer): Promise<unknown> {
  if (!(error instanceof ConnectorError)) return error;
  const { platform, operation, code, requestId, platformMessage } = error.details;
  const throttled = error instanceof Throttled;
  return ApplicationFailure.create({
    message: [error.message, await whereKept(error, keepAnswer)].filter(Boolean).join('; '),
    type: error.kind,
    nonRetryable: FINAL.has(error.kind),
    details: [{ platform, operation, code, requestId, platformMessage }],
    ...(throttled ? { nextRetryDelay: error.retryAfterMs, category: ApplicationFailureCategory.BENIGN } : {}),
  });
}

async function whereKept(error: ConnectorError, keepAnswer: KeepAnswer): Promise<string> {
  if (!(error instanceof ProtocolViolation)) return '';
  const { platform, operation } = error.details;
  return `raw answer kept in ${await keepAnswer(platform, operation, error.rawAnswer)}`;
}
