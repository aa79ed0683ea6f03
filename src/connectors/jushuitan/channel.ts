import type { Budget } from '../budget';
import { ReadChannel, unexpected, type JsonAnswer, type SignedRequest } from '../channel';
import type { ProtocolViolation, RawAnswer } from '../errors';
import type { HttpClient } from '../http/client';
import { flag, lenient, required, whole, words } from '../readers';
import { readOr, record } from '../record';
import { refusalToError } from './refusals';

/** An answer whose envelope is sound; whether the call succeeded is in `code`. */
export interface Envelope {
  readonly operation: string;
  readonly code: number;
  /** The platform's own words, at most 500 characters, without this connection's secrets. */
  readonly message: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly rawAnswer: RawAnswer;
}

/** `issuccess` belongs to the old gateway and may also appear on the open platform. */
const envelope = record({ code: required(whole), msg: lenient(words), issuccess: lenient(flag) });

/** The way to one account: budget, HTTP and the envelope that all answers share. */
export class Channel {
  private readonly calls: ReadChannel;

  /** @param secrets texts that never leave in a message */
  constructor(http: HttpClient, budget: Budget, secrets: () => readonly string[]) {
    this.calls = new ReadChannel('jushuitan', http, budget, secrets);
  }

  /**
   * Sends a request as {@link ReadChannel.send} does and reads the envelope of its answer.
   * @throws Unavailable, Throttled, Unauthorized, Misconfigured for HTTP statuses; ProtocolViolation for no envelope
   */
  async send(operation: string, build: () => SignedRequest, signal: AbortSignal): Promise<Envelope> {
    return this.read(operation, await this.calls.send(operation, build, signal));
  }

  private read(operation: string, { body, rawAnswer }: JsonAnswer): Envelope {
    const data = readOr(
      () => ({ ...envelope(body, '') }),
      (fault) => {
        throw violation(operation, fault.message, rawAnswer);
      },
    );
    if (data.code === 0 && data.issuccess === false) {
      throw violation(operation, 'code is 0 but issuccess is false', rawAnswer);
    }
    const message = this.calls.cleaned(data.msg ?? '');
    return { operation, code: data.code, message, body: body as Envelope['body'], rawAnswer };
  }
}

/** Hands on the answer of a call that succeeded. @throws what the answer's code stands for */
export function accepted(answer: Envelope, tokenCall = false): Envelope {
  if (answer.code === 0) return answer;
  throw refusalToError({ ...answer, tokenCall });
}

/** The error for an answer outside the contract. `reason` holds no values. */
export function violation(operation: string, reason: string, rawAnswer: RawAnswer): ProtocolViolation {
  return unexpected({ platform: 'jushuitan', operation }, reason, rawAnswer);
}
