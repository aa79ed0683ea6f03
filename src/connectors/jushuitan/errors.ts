import { ProtocolViolation, type ConnectorError } from '../errors';
import { meaningOfWords, meaningToError, type Meaning } from '../meanings';
import { codes, refreshForbidden, undocumented } from './codes';

/** What to know of a refused call. */
export interface Refusal {
  readonly operation: string;
  readonly code: number;
  /** The platform's own words, without secrets. */
  readonly message: string;
  /** Whether it was a token endpoint that refused. */
  readonly tokenCall: boolean;
  readonly rawAnswer: string;
}

/** The connector error that a refusal stands for. One that neither codes nor words tell is a `ProtocolViolation`. */
export function refusalToError(refusal: Refusal): ConnectorError {
  const { code, message: platformMessage, operation, rawAnswer } = refusal;
  const details = { platform: 'jushuitan', operation, code: String(code), platformMessage };
  const seen = platformMessage === '' ? `code ${code}` : `code ${code}, ${platformMessage}`;
  const meaning = meaningOf(refusal);
  if (!meaning) return new ProtocolViolation(`unknown ${seen}`, details, rawAnswer, { isRefusal: true });
  return meaningToError(meaning, seen, details);
}

/** The tables disagree on 150: a token call may not refresh, any other call failed inside. */
function meaningOf({ code, message, tokenCall }: Refusal): Meaning | undefined {
  if (code === 150 && tokenCall) return refreshForbidden;
  return meaningOfWords(message, codes.get(code)) ?? undocumented.get(code);
}
