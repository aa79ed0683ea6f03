import { ProtocolViolation, type ConnectorError, type FaultDetails } from '../errors';
import { meaningOfWords, meaningToError, type Meaning } from '../meanings';
import { callerSide, codes, limited, serverSide } from './codes';

/** What the gateway says when it refuses a call; texts without secrets, '' where it says nothing. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly subCode: string;
  readonly subMessage: string;
  readonly requestId: string;
}

/** The connector error that a refusal stands for. One that neither codes nor words tell is a `ProtocolViolation`. */
export function refusalToError(
  refusal: Refusal,
  call: Pick<FaultDetails, 'platform' | 'operation'>,
  rawAnswer: string,
): ConnectorError {
  const { code, message, subCode, subMessage, requestId } = refusal;
  const platformMessage = [message, subCode, subMessage].filter(Boolean).join('; ');
  const details = { ...call, code, platformMessage, ...(requestId === '' ? {} : { requestId }) };
  const seen = [`code ${code}`, platformMessage].filter(Boolean).join(', ');
  const meaning = meaningOf(refusal);
  if (!meaning) return new ProtocolViolation(`unknown ${seen}`, details, rawAnswer, { isRefusal: true });
  return meaningToError(meaning, seen, details);
}

/** The sub code is the finer of the two: `isp.` is the server's fault, `isv.` the caller's. */
function meaningOf(refusal: Refusal): Meaning | undefined {
  const { message, subCode, subMessage } = refusal;
  const meaning = meaningOfWords(`${subMessage} ${subCode} ${message}`, meaningOfCode(refusal));
  return meaning?.kind === 'Throttled' ? banned(refusal, meaning) : meaning;
}

function meaningOfCode(refusal: Refusal): Meaning | undefined {
  const { code, subCode } = refusal;
  if (code === '7' || /^accesscontrol\.limited-by-|^isp\.call-limited/.test(subCode)) return limited;
  if (subCode.startsWith('isp.')) return serverSide;
  if (code === '15' && subCode.startsWith('isv.')) return callerSide;
  return (code === '50' ? wrapped(subCode) : undefined) ?? codes.get(code);
}

/** Jushuitan's own refusals may come wrapped into TOP's business error. */
function wrapped(subCode: string): Meaning | undefined {
  return /^\d{3,5}$/.test(subCode) ? codes.get(subCode) : undefined;
}

/** Recorded: `This ban will last for 31062 more seconds`. */
function banned({ message, subMessage }: Refusal, limit: Meaning): Meaning {
  const seconds = /ban will last\D{0,10}(\d{1,7})\D{0,10}second/i.exec(`${subMessage} ${message}`)?.[1];
  return seconds === undefined ? limit : { ...limit, retryAfterMs: Math.max(1, Number(seconds)) * 1_000 };
}
