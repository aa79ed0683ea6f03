import type { Call } from '../connector';
import { Unauthorized, ProtocolViolation } from '../errors';
import { orAborted } from '../renewals';
import type { HttpAnswer, HttpClient } from '../http/client';
import { type Access, keepCookies, type Session, sessionHeaders, newSession, CookieJar } from './access';
import { type Site, type Reply, refusalError, refusalOf, replyError, wholeCallMeaning } from './errors';
import type { LoginSettings } from './settings';
import { type Meaning, meaningOf } from './causes';
import { jsonOf } from '../json';
import { lenient, required, whole, words } from '../readers';
import { type Read, readOr, record } from '../record';
import { type Status, readAnswer } from './envelope';
import { loginBody, loginOperation } from './operations';
import { exchange } from './wire';

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

/**
 * Logs in once with `LoginByAppSecret` or `ValidateUser`.
 * @throws Unauthorized with the platform's words and what to do; Unavailable, Misconfigured, ProtocolViolation
 */
export async function logIn(
  http: HttpClient,
  settings: LoginSettings,
  site: Site,
  signal: AbortSignal,
): Promise<Session> {
  const operation = loginOperation(settings.auth === 'app-secret' ? 'LoginByAppSecret' : 'ValidateUser');
  const body = loginBody(settings.bodyForm, credentialsOf(settings));
  const answer = await exchange(http, { operation, headers: {}, body, signal }, site);
  return readLogin(answer, { operation, text: answer.text, answer: readAnswer(answer.text), site });
}

/** In the methods' positional order. */
function credentialsOf(settings: LoginSettings): Record<string, string | number> {
  const { acctId: acctid, userName: username, lcid } = settings;
  if (settings.auth === 'password') return { acctid, username, password: settings.password, lcid };
  return { acctid, username, appid: settings.appId, appsecret: settings.appSecret, lcid };
}

const loginAnswer = record({
  LoginResultType: required(whole),
  Message: lenient(words),
  MessageCode: lenient(words),
  KDSVCSessionId: lenient(words),
});

type LoginAnswer = Read<typeof loginAnswer>;

/**
 * Results that may come with a working session: success, an invalid password that need not be changed yet, a warning,
 * and what administrators get.
 */
const acceptable = new Set([1, -2, -4, -5]);

function readLogin(answer: HttpAnswer, reply: Reply): Session {
  const login = readOr(
    () => ({ ...loginAnswer(jsonOf(answer.text), '') }),
    () => {
      throw unreadable(reply);
    },
  );
  const cookies = new CookieJar();
  cookies.keep(answer.headers);
  const id = login.KDSVCSessionId || undefined;
  const hasSession = id !== undefined || cookies.header() !== undefined;
  if (login.LoginResultType === 1 && !hasSession) throw withoutSession(reply);
  const accepted = login.LoginResultType === 1 || (acceptable.has(login.LoginResultType) && id !== undefined);
  if (!accepted) throw refused(login, reply);
  return newSession(cookies, id);
}

const loginFailed: Meaning = {
  cause: 'login-failed',
  effect: 'unauthorized',
  en: 'check acctId, userName and the secrets of this connection',
  zh: '请核对数据中心、用户名和密钥',
};

function refused(login: LoginAnswer, reply: Reply): Error {
  const refusal = {
    text: login.Message?.trim() || `login refused with LoginResultType ${login.LoginResultType}`,
    loginCode: login.MessageCode || undefined,
    loginResult: login.LoginResultType,
  };
  const meaning = meaningOf(refusal, 'read', reply.site.messages) ?? loginFailed;
  return refusalError({ ...meaning, effect: 'unauthorized' }, refusal, reply);
}

/** Some refusals come in the shape of other operations. An answer to a login may hold a session: it is never kept. */
function unreadable(reply: Reply): Error {
  const { answer } = reply;
  if (answer.kind === 'status' && !answer.status.isSuccess) return refusedByStatus(answer.status, reply);
  if (answer.kind === 'exception') return replyError({ ...reply, text: '' });
  return violation('the answer to the login is outside the contract', reply);
}

function refusedByStatus(status: Status, reply: Reply): Error {
  return refusalError(wholeCallMeaning(status, reply) ?? loginFailed, refusalOf(status), reply);
}

function withoutSession(reply: Reply): Error {
  return violation('the login succeeded but opened no session', reply);
}

function violation(reason: string, { operation }: Reply): Error {
  return new ProtocolViolation(reason, { platform: 'kingdee', operation: operation.name }, '');
}
