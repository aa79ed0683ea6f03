import type { Call } from '../connector';
import type { HttpAnswer } from '../http';
import { CookieJar } from './cookies';
import type { SignedSettings } from './settings';
import { signedHeaders } from './sign';

/** Header and cookie that carry the session, as the server names both. */
export const sessionHeader = 'kdservice-sessionid';

/** The right to make calls for a while. */
export interface Session {
  readonly cookies: CookieJar;
  /** Session id as the login gave it; otherwise the one of the cookie counts. */
  readonly id?: string;
}

/** How calls prove who they are. */
export interface Access {
  /**
   * The session to call with; logs in where there is none.
   * @throws Unauthorized for refused credentials, and what the login call throws
   */
  session(call: Call): Promise<Session>;
  /** Headers of one call of `path` in a session. */
  headers(session: Session, path: string): Record<string, string>;
  /** Forgets a session that the platform has lost; a newer one stays. */
  drop(session: Session): void;
}

/** Whether a session has neither id nor cookies yet: the call itself is to open it. */
export function isBlank({ cookies, id }: Session): boolean {
  return id === undefined && cookies.header() === undefined;
}

/** Takes over cookies that an answer sets. */
export function keepCookies(session: Session, answer: HttpAnswer): void {
  session.cookies.keep(answer.headers);
}

/** Cookies and session id as headers: servers accept either, clients in use send one, the other or both. */
export function sessionHeaders({ cookies, id }: Session, prefix = ''): Record<string, string> {
  const sessionId = id ?? cookies.get(sessionHeader);
  const cookie = cookies.header();
  return {
    ...(sessionId === undefined ? {} : { [sessionHeader]: sessionId }),
    ...(cookie === undefined ? {} : { cookie: prefix + cookie }),
  };
}

/** Signed mode: no login; the session that the first answer opens is kept only to spare the server a new one. */
export class SignedAccess implements Access {
  #session: Session = { cookies: new CookieJar() };

  constructor(
    private readonly settings: SignedSettings,
    /** Milliseconds since 1970. */
    private readonly now: () => number = Date.now,
  ) {}

  session(): Promise<Session> {
    return Promise.resolve(this.#session);
  }

  headers(session: Session, path: string): Record<string, string> {
    const unixSeconds = Math.floor(this.now() / 1000);
    // The vendor's SDK sends this cookie before its own.
    return {
      ...signedHeaders(this.settings, path, unixSeconds),
      ...sessionHeaders(session, 'Theme=standard; '),
    };
  }

  drop(session: Session): void {
    if (session === this.#session) this.#session = { cookies: new CookieJar() };
  }
}
