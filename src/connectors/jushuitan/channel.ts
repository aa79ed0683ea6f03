import { z } from 'zod';
import type { Budget } from '../budget';
import { ProtocolViolation } from '../errors';
import { faultToError, type HttpAnswer, type HttpClient, type HttpRequest } from '../http';
import { refusalToError } from './errors';
import { faultText, whole } from './wire';

/** What a call sends, signed for the moment it is built. */
export type SignedRequest = Omit<HttpRequest, 'signal'>;

/** An answer whose envelope is sound; whether the call succeeded is in `code`. */
export interface Envelope {
  readonly operation: string;
  readonly code: number;
  /** The platform's own words, at most 500 characters, without this connection's secrets. */
  readonly message: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The answer's first 2,000 characters. */
  readonly rawAnswer: string;
}

/** `issuccess` belongs to the old gateway and may also appear on the open platform. */
const envelope = z.looseObject({
  code: whole,
  msg: z.string().nullish(),
  issuccess: z.boolean().nullish(),
});

/** The way to one account: budget, HTTP and the envelope that all answers share. */
export class Channel {
  constructor(
    private readonly http: HttpClient,
    private readonly budget: Budget,
    /** Texts that never leave in a message. */
    private readonly secrets: () => readonly string[],
  ) {}

  /**
   * Waits for the budget, builds the request (so that its timestamp is fresh) and sends it once.
   * @throws Unavailable, Throttled, Unauthorized, Misconfigured for HTTP statuses; ProtocolViolation for no envelope
   */
  async send(operation: string, build: () => SignedRequest, signal: AbortSignal): Promise<Envelope> {
    await this.budget(signal);
    const details = { platform: 'jushuitan', operation };
    const answer = await this.http.post({ ...build(), signal }).catch((fault: unknown) => {
      throw faultToError(fault, details, 'read');
    });
    if (answer.status !== 200) throw faultToError(answer, details, 'read');
    return this.read(operation, answer);
  }

  private read(operation: string, answer: HttpAnswer): Envelope {
    const rawAnswer = answer.text.slice(0, 2_000);
    const { data, error } = envelope.safeParse(parseJson(operation, answer.text, rawAnswer));
    if (error) throw violation(operation, faultText(error), rawAnswer);
    if (data.code === 0 && data.issuccess === false) {
      throw violation(operation, 'code is 0 but issuccess is false', rawAnswer);
    }
    return { operation, code: data.code, message: this.cleaned(data.msg ?? ''), body: data, rawAnswer };
  }

  private cleaned(message: string): string {
    return this.secrets()
      .reduce((left, secret) => left.replaceAll(secret, '***'), message)
      .slice(0, 500);
  }
}

/** Hands on the answer of a call that succeeded. @throws what the answer's code stands for */
export function accepted(answer: Envelope, tokenCall = false): Envelope {
  if (answer.code === 0) return answer;
  throw refusalToError({ ...answer, tokenCall });
}

/** The error for an answer outside the contract. `reason` holds no values. */
export function violation(operation: string, reason: string, rawAnswer: string): ProtocolViolation {
  return new ProtocolViolation(
    `unexpected answer: ${reason}`,
    { platform: 'jushuitan', operation },
    rawAnswer,
  );
}

function parseJson(operation: string, body: string, rawAnswer: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The parser's own message quotes the answer, which may hold personal data.
    throw violation(operation, `no JSON (${body.length} characters)`, rawAnswer);
  }
}
