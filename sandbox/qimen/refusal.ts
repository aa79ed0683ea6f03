import type { Refusal as JushuitanRefusal } from '../jushuitan/refusal';
import type { Answer } from '../platform';
import type { QimenSwitches } from './switches';

/** Codes of the gateway that the simulator uses, with TOP's texts (page §7.2). */
const texts = {
  7: 'App Call Limited',
  11: 'Insufficient ISV Permissions',
  12: 'Insufficient User Permissions',
  15: 'Remote service error',
  21: 'Missing Method',
  22: 'Invalid Method',
  23: 'Invalid Format',
  24: 'Missing Signature',
  // Small s: as Qimen spells it in a recorded answer.
  25: 'Invalid signature',
  28: 'Missing App Key',
  29: 'Invalid App Key',
  30: 'Missing Timestamp',
  31: 'Invalid Timestamp',
  32: 'Missing Version',
  33: 'Invalid Version',
  34: 'Unsupported Version',
  40: 'Missing Required Arguments',
  41: 'Invalid Arguments',
  50: 'Business Error',
} as const;

/** A code of the gateway. */
export type TopCode = keyof typeof texts;

/** The finer cause of a code, where one is attested. */
export interface SubCause {
  readonly code: string;
  readonly text: string;
}

/** Thrown by the gateway's checks; the route turns it into a failure envelope. */
export class Refusal extends Error {
  constructor(
    readonly code: TopCode,
    readonly sub?: SubCause,
  ) {
    super(texts[code]);
  }

  /** Calls over the limit: the ban in whole seconds, its text as recorded. */
  static throttled(seconds: number): Refusal {
    const text = `This ban will last for ${seconds} more seconds`;
    return new Refusal(7, { code: 'accesscontrol.limited-by-app-access-count', text });
  }
}

interface Failure {
  readonly code: number;
  readonly text: string;
  readonly sub?: SubCause | undefined;
}

/** The answer to a refusal of the gateway, or of Jushuitan behind it, in the envelope of the switches. */
export function failureAnswer(
  refusal: Refusal | JushuitanRefusal,
  switches: QimenSwitches,
  requestId: string,
): Answer {
  const failure = failureOf(refusal, switches);
  const body =
    switches.failureEnvelope === 'response'
      ? qimenFailure(failure, switches, requestId)
      : topFailure(failure, requestId);
  const reason = [failure.code, failure.text, failure.sub?.text].filter(Boolean).join(' ');
  return { status: switches.failureStatus, body, refused: true, reason };
}

function failureOf(refusal: Refusal | JushuitanRefusal, { businessErrors }: QimenSwitches): Failure {
  if (refusal instanceof Refusal) return { code: refusal.code, text: refusal.message, sub: refusal.sub };
  const { code, msg } = refusal.words('open');
  if (businessErrors === 'own') return { code, text: msg };
  return { code: 50, text: texts[50], sub: { code: String(code), text: msg } };
}

function qimenFailure({ code, text, sub }: Failure, { subMessageKey }: QimenSwitches, request_id: string) {
  const response = { flag: 'failure', code, message: text };
  const detail = sub && subMessageKey !== 'none' ? { [subMessageKey]: sub.text } : {};
  return { response: { ...response, ...(sub ? { sub_code: sub.code } : {}), ...detail, request_id } };
}

function topFailure({ code, text, sub }: Failure, request_id: string) {
  const detail = sub ? { sub_code: sub.code, sub_msg: sub.text } : {};
  return { error_response: { code, msg: text, ...detail, request_id } };
}
