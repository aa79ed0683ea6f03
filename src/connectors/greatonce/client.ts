import type { Call } from '../connector';
import type { Budget } from '../budget';
import { InDoubt, ProtocolViolation } from '../errors';
import { type HttpAnswer, HttpClient } from '../http/client';
import { faultToError } from '../http/toError';
import { redacted, redactedAnswer } from '../redact';
import { shanghaiTime } from '../../contract/time';
import { secretsOf } from '../settings';
import { type Answer, readAnswer, busyOf, callRefusal, throttleOf } from './answer';
import { type GreatonceSettings, greatonceSettingsSchema } from './settings';
import { createHash } from 'node:crypto';

/** Calls methods of one customer's gateway: system parameters and signature in the query, one JSON object as the body. */
export class GreatonceClient {
  readonly http: HttpClient;
  readonly #secrets: readonly string[];

  constructor(
    private readonly settings: GreatonceSettings,
    private readonly budget: Budget,
  ) {
    this.http = new HttpClient({ ...settings.http, baseUrl: settings.url });
    this.#secrets = secretsOf(greatonceSettingsSchema, settings);
  }

  /**
   * Calls a method once; a refusal of what was sent comes back as an answer.
   * @throws Unavailable, Throttled, Unauthorized, Misconfigured; for writes InDoubt, for reads ProtocolViolation, when no
   * answer of the platform came; the signal's reason when aborted
   */
  async call(method: string, kind: 'read' | 'write', members: object, call: Call): Promise<Answer> {
    const { signal, personal = [] } = call;
    await this.budget(signal);
    const details = { platform: 'greatonce', operation: method };
    const { bodyWrapper } = this.settings;
    // Serialised once: the signature is over these very bytes.
    const body = JSON.stringify(bodyWrapper === undefined ? members : { [bodyWrapper]: members });
    const query = new URLSearchParams(this.#signed(method, body)).toString();
    const headers = { 'content-type': this.settings.bodyContentType };
    const answer = await this.http
      .post({ path: '', query, headers, body, signal })
      .catch((fault: unknown) => {
        throw faultToError(fault, details, kind);
      });
    return this.#read(answer, details, kind, [...this.#secrets, ...personal]);
  }

  /**
   * Posts to the gateway without a method, a signature and members, so that nothing can be carried out.
   * @throws as {@link GreatonceClient.call} where something other than the gateway answers
   */
  async ping({ signal }: Call): Promise<void> {
    await this.budget(signal);
    const details = { platform: 'greatonce', operation: 'ping' };
    const headers = { 'content-type': this.settings.bodyContentType };
    const answer = await this.http.post({ path: '', headers, body: '{}', signal }).catch((fault: unknown) => {
      throw faultToError(fault, details, 'read');
    });
    if (!this.#told(answer) && answer.status >= 300) throw faultToError(answer, details, 'read');
  }

  #signed(method: string, body: string): Parameters {
    const { appKey, appSecret, customerId, version, signSkipsEmpty, ...forms } = this.settings;
    const snake = forms.parameterNames === 'snake';
    const parameters = {
      [snake ? 'app_key' : 'appKey']: appKey,
      [snake ? 'customer_id' : 'customerId']: customerId,
      timestamp: forms.timestampForm === 'text' ? shanghaiTime(Date.now()) : String(Date.now()),
      method,
      format: 'json',
      sign_method: 'md5',
      ...(version === undefined ? {} : { v: version }),
    };
    return { ...parameters, sign: sign(parameters, body, appSecret, signSkipsEmpty) };
  }

  /** Refusals were recorded under HTTP 200 and 400; any other status speaks for itself, unless the words do. */
  #read(answer: HttpAnswer, details: Details, kind: 'read' | 'write', hidden: readonly string[]): Answer {
    const told = this.#told(answer, hidden);
    const isSuccess = answer.status >= 200 && answer.status < 300;
    const throttle = told && answer.status !== 429 && throttleOf(told, this.settings, details);
    if (throttle) throw throttle;
    if (!told && isSuccess) throw violation(redactedAnswer(answer.text, hidden, 2_000), details, kind);
    if (!told || !(isSuccess || answer.status === 400)) throw faultToError(answer, details, kind);
    const refusal = told.success ? undefined : (callRefusal(told, details) ?? busyOf(told, kind, details));
    if (refusal) throw refusal;
    return told;
  }

  #told({ status, text }: HttpAnswer, hidden: readonly string[] = []): Answer | undefined {
    const told = readAnswer(status, text, this.settings.successCodes);
    return told && { ...told, message: redacted(told.message, hidden, 500) };
  }
}

interface Details {
  readonly platform: string;
  readonly operation: string;
}

/** After a write nobody knows what an unreadable answer stands for. */
function violation(text: string, details: Details, kind: 'read' | 'write'): Error {
  const reason = 'unexpected answer: neither code, status nor flag';
  const error = new ProtocolViolation(reason, details, text);
  if (kind === 'read') return error;
  return new InDoubt(`${reason}; the write may or may not have happened`, details, { cause: error });
}

/** Query parameters by name, values before URL encoding. */
export type Parameters = Readonly<Record<string, string>>;

/**
 * MD5 in upper-case hex over secret, parameters as name and value in the order of their names, the body as sent, and
 * the secret again. Source: `Api.php` of yihaitao/greatonce 1.0.3.
 * @param body the very text that is sent: another spelling of the same JSON has another signature
 */
export function sign(parameters: Parameters, body: string, secret: string, skipsEmpty = true): string {
  const signed = Object.keys(parameters)
    .filter((name) => name !== 'sign' && !(skipsEmpty && parameters[name] === ''))
    .sort()
    .map((name) => name + parameters[name]);
  return createHash('md5')
    .update(secret + signed.join('') + body + secret, 'utf8')
    .digest('hex')
    .toUpperCase();
}
