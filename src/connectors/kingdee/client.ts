import type { Call } from '../connector';
import { type HttpAnswer, HttpClient } from '../http/client';
import { Renewals } from '../renewals';
import { secretsOf } from '../settings';
import { type Access, type Session, SignedAccess } from './access';
import { readAnswer } from './envelope';
import { isSessionLost, type Reply, sessionLostError, type Site } from './errors';
import { type Operation, requestBody } from './operations';
import { LoginAccess } from './login';
import { type KingdeeSettings, kingdeeSettingsSchema } from './settings';
import { exchange } from './wire';
import { KINGDEE_HEADERS_TIMEOUT_MS } from '../../contract/policies';

/** Calls operations of one site within a session, and repeats a call in a new one when the session turns out to be lost. */
export class KingdeeClient {
  readonly site: Site;
  readonly #http: HttpClient;
  readonly #access: Access;
  readonly #basePath: string;
  readonly #renewals = new Renewals();

  constructor(private readonly settings: KingdeeSettings) {
    this.site = siteOf(settings);
    this.#http = new HttpClient({
      headersTimeoutMs: KINGDEE_HEADERS_TIMEOUT_MS,
      ...settings.http,
      baseUrl: settings.url,
    });
    this.#basePath = decodeURI(new URL(settings.url).pathname).replace(/\/?$/, '/');
    this.#access =
      settings.auth === 'signed'
        ? new SignedAccess(settings)
        : new LoginAccess(this.#http, settings, this.site);
  }

  /**
   * Calls an operation; refusals come back as replies, for the caller to read.
   * @throws Unauthorized when new sessions are lost again and again or the login is refused; Unavailable, Throttled,
   * Misconfigured, and for writes InDoubt, when no answer of Kingdee came
   */
  async call(operation: Operation, data: object, call: Call): Promise<Reply> {
    const body = requestBody(this.settings.bodyForm, operation.form, data);
    for (let waited = 0; ; waited += 1) {
      const { reply, session, answer } = await this.#attempt(operation, body, call);
      if (!isSessionLost(reply)) {
        this.#renewals.served();
        return reply;
      }
      if (await this.#access.waitsFor(session, waited, call)) continue;
      this.#access.drop(session, answer);
      // Without a session that served calls there was none to lose: it is the signature that is refused.
      const isLost = session.served || session.id !== undefined;
      if (!isLost || !this.#renewals.refuse(session)) throw sessionLostError(reply);
      await this.#renewals.pause(call.signal);
    }
  }

  /** Makes sure that there is a session, logging in where the mode has a login. @throws as a login */
  async logIn(call: Call): Promise<void> {
    if (this.settings.auth !== 'signed') await this.#access.session(call);
  }

  /** Posts without credentials and gives the answer as it is. @throws as {@link KingdeeClient.call} */
  async ping(operation: Operation, call: Call): Promise<HttpAnswer> {
    return exchange(this.#http, { operation, headers: {}, body: '{}', signal: call.signal }, this.site);
  }

  /** Ends all connections. */
  close(): Promise<void> {
    return this.#http.close();
  }

  async #attempt(operation: Operation, body: string, { signal, personal = [] }: Call): Promise<Attempt> {
    const site = { ...this.site, hidden: [...this.site.hidden, ...personal] };
    const session = await this.#access.session({ signal });
    const headers = this.#access.headers(session, this.#basePath + operation.path);
    const request = { operation, headers, body, signal };
    const answer = await exchange(this.#http, request, site).catch((error: unknown) => {
      this.#access.over(session, undefined, false);
      throw error;
    });
    const { text, status } = answer;
    const reply = { operation, text, answer: readAnswer(text), site, status };
    this.#access.over(session, answer, isSessionLost(reply));
    return { reply, session, answer };
  }
}

/** One call and what it was made in. */
interface Attempt {
  readonly reply: Reply;
  readonly session: Session;
  readonly answer: HttpAnswer;
}

function siteOf(settings: KingdeeSettings): Site {
  const { messages, callLimitPauseMs } = settings;
  return { messages, callLimitPauseMs, hidden: secretsOf(kingdeeSettingsSchema, settings) };
}
