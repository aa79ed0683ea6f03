import type { Call } from '../connector';
import { Unauthorized } from '../errors';
import { orAborted } from '../renewals';
import type { HttpAnswer, HttpClient } from '../http/client';
import { type Access, keepCookies, type Session, sessionHeaders } from './access';
import type { Site } from './errors';
import { logIn } from './login';
import type { LoginSettings } from './settings';

/**
 * Session mode: one login for all calls of a connection. Calls that find no session wait for the same login; a caller
 * that is aborted stops waiting and leaves the login to the others.
 */
export class LoginAccess implements Access {
  #session: Promise<Session> | undefined;
  #current: Session | undefined;
  #refusal: { readonly error: Unauthorized; readonly until: number } | undefined;

  constructor(
    private readonly http: HttpClient,
    private readonly settings: LoginSettings,
    private readonly site: Site,
  ) {}

  session(call: Call): Promise<Session> {
    call.signal.throwIfAborted();
    if (this.#refusal !== undefined && Date.now() < this.#refusal.until)
      return Promise.reject(this.#refusal.error);
    this.#session ??= this.#logIn();
    return orAborted(this.#session, call.signal);
  }

  headers(session: Session): Record<string, string> {
    return sessionHeaders(session);
  }

  over(session: Session, answer: HttpAnswer | undefined, isLost: boolean): void {
    if (answer === undefined) return;
    keepCookies(session, answer);
    if (!isLost) session.served = true;
  }

  /** A login gives a session that serves calls at once. */
  waitsFor(): Promise<boolean> {
    return Promise.resolve(false);
  }

  drop(session: Session): void {
    if (session !== this.#current) return;
    this.#current = undefined;
    this.#session = undefined;
  }

  async #logIn(): Promise<Session> {
    try {
      // Not the signal of the call that happened to come first: others wait for this login too.
      const session = await logIn(this.http, this.settings, this.site, new AbortController().signal);
      this.#current = session;
      return session;
    } catch (error) {
      this.#session = undefined;
      // Every further try with a wrong password brings the user nearer to being locked out.
      if (error instanceof Unauthorized)
        this.#refusal = { error, until: Date.now() + this.settings.loginPauseMs };
      throw error;
    }
  }
}
