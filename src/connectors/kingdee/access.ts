import type { Call } from '../connector';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseCookie } from 'undici';
import type { HttpAnswer } from '../http/client';
import { orAborted } from '../renewals';
import type { SignedSettings } from './settings';
import { signedHeaders } from './sign';
import { intervalOf, KINGDEE_OPENING_RETRY } from '../../contract/policies';

/** Header and cookie that carry the session, as the server names both. */
const sessionHeader = 'kdservice-sessionid';

/** The right to make calls for a while. */
export interface Session {
  readonly cookies: CookieJar;
  /** Session id as the login gave it; otherwise the one of the cookie counts. */
  readonly id?: string;
  /** When it was given, on the clock of `performance.now()`. */
  readonly since: number;
  /** Whether a call was served in it. */
  served: boolean;
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
  /** Takes note that a call in the session is over, served or not, with its answer where one came. */
  over(session: Session, answer: HttpAnswer | undefined, isLost: boolean): void;
  /**
   * Waits a little for a session that was given and is refused so far.
   * @param waited times that this call has waited already
   * @returns false where there is nothing to wait for: the session is to be dropped
   */
  waitsFor(session: Session, waited: number, call: Call): Promise<boolean>;
  /** Forgets a session that the platform has lost; a newer one stays. */
  drop(session: Session, answer?: HttpAnswer): void;
}

/** A session of that id and those cookies, given just now. */
export function newSession(cookies: CookieJar = new CookieJar(), id?: string): Session {
  return { cookies, since: performance.now(), served: false, ...(id === undefined ? {} : { id }) };
}

/** Whether a session has neither id nor cookies yet: the call itself is to open it. */
function isBlank({ cookies, id }: Session): boolean {
  return id === undefined && cookies.header() === undefined;
}

/**
 * Takes over cookies that an answer sets. Some sites offer a new session with every answer: the one that calls are made
 * in is kept, since a new one may take minutes to open.
 */
export function keepCookies({ cookies, id }: Session, answer: HttpAnswer): void {
  const held = id ?? cookies.get(sessionHeader);
  cookies.keep(answer.headers, (name) => held === undefined || name.toLowerCase() !== sessionHeader);
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

/**
 * Signed mode: no login; the first answer opens a session, be it a refusal. One call opens it for all that wait for it,
 * and it is used from then on: it may take minutes to serve calls, and opening another one would begin anew.
 */
export class SignedAccess implements Access {
  #session = newSession();
  #opening: Opening | undefined;
  /** The site serves calls and sets no cookie: there is no session to wait for. */
  #isWithoutSessions = false;

  constructor(
    private readonly settings: SignedSettings,
    /** Milliseconds since 1970. */
    private readonly now: () => number = Date.now,
  ) {}

  async session({ signal }: Call): Promise<Session> {
    while (this.#opening !== undefined && isBlank(this.#session)) await orAborted(this.#opening.done, signal);
    if (isBlank(this.#session) && !this.#isWithoutSessions) this.#opening = new Opening();
    return this.#session;
  }

  headers(session: Session, path: string): Record<string, string> {
    const unixSeconds = Math.floor(this.now() / 1000);
    // The vendor's SDK sends this cookie before its own.
    return {
      ...signedHeaders(this.settings, path, unixSeconds),
      ...sessionHeaders(session, 'Theme=standard; '),
    };
  }

  over(session: Session, answer: HttpAnswer | undefined, isLost: boolean): void {
    if (answer !== undefined && !(isLost && session.served)) keepCookies(session, answer);
    if (answer !== undefined && !isLost) {
      session.served = true;
      this.#isWithoutSessions = isBlank(session);
    }
    if (session === this.#session) this.#endOpening();
  }

  async waitsFor(session: Session, waited: number, { signal }: Call): Promise<boolean> {
    const isAwaited = !session.served && !isBlank(session) && session === this.#session;
    if (!isAwaited || performance.now() - session.since >= this.settings.sessionOpeningMs) return false;
    await sleep(intervalOf(KINGDEE_OPENING_RETRY, waited), undefined, { signal });
    return true;
  }

  /** The refusal of a session that served calls before may bring the next one. */
  drop(session: Session, answer?: HttpAnswer): void {
    if (session !== this.#session) return;
    this.#session = newSession();
    if (session.served && answer !== undefined) keepCookies(this.#session, answer);
    this.#endOpening();
  }

  #endOpening(): void {
    this.#opening?.end();
    this.#opening = undefined;
  }
}

/** A call under way that opens the session for all others. */
class Opening {
  end: () => void = () => undefined;
  readonly done = new Promise<void>((resolve) => (this.end = resolve));
}

/** Cookies of one session, as a browser would send them back. Attributes are ignored: there is one site and one path. */
export class CookieJar {
  readonly #values = new Map<string, string>();

  /** Takes over what an answer sets, of the cookies that `wanted` names; what it empties goes in any case. */
  keep(headers: HttpAnswer['headers'], wanted: (name: string) => boolean = () => true): void {
    for (const line of [headers['set-cookie'] ?? []].flat()) {
      const { name = '', value = '' } = parseCookie(line) ?? {};
      if (value === '' || wanted(name)) this.#set(name, value);
    }
  }

  /** Value of a cookie, whatever the case of its name. */
  get(name: string): string | undefined {
    return [...this.#values].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  }

  /** `name=value; …` for the `Cookie` header; `undefined` when there are none. */
  header(): string | undefined {
    const pairs = [...this.#values].map(([name, value]) => `${name}=${value}`);
    return pairs.length === 0 ? undefined : pairs.join('; ');
  }

  #set(name: string, value: string): void {
    if (name === '') return;
    if (value === '') this.#values.delete(name);
    else this.#values.set(name, value);
  }
}
