import { randomBytes, randomUUID } from 'node:crypto';
import type { Caller } from './identity';

/** A logged-in session. */
export interface Session extends Caller {
  /** KDSVCSessionId: the cookie and header `kdservice-sessionid`, the header `SID`. */
  readonly id: string;
  /** The cookie `ASP.NET_SessionId`, also `Context.SessionId`: 24 lower-case characters. */
  readonly aspNetId: string;
  organizationId: number | string;
  /** When it was opened, in ms. */
  readonly openedAt: number;
  /** Time of the last call, in ms. */
  lastUsed: number;
}

/** What a new session is made of. */
export interface Login {
  readonly userName: string;
  readonly organizationId: number | string;
  /** Ends the user's older sessions. */
  readonly kickOut: boolean;
  readonly now: number;
}

const sweepAbove = 1000;

/** The live sessions of the site. */
export class Sessions {
  readonly #byId = new Map<string, Session>();

  open({ userName, organizationId, kickOut, now }: Login): Session {
    if (kickOut) this.#removeWhere((session) => session.userName === userName);
    const id = randomUUID();
    const session = { id, aspNetId: aspNetId(), userName, organizationId, openedAt: now, lastUsed: now };
    this.#byId.set(session.id, session);
    return session;
  }

  /** The session of that id, now used; `undefined` when it is unknown or was idle for longer than `seconds`. */
  use(id: string, seconds: number, now: number): Session | undefined {
    if (this.#byId.size > sweepAbove) this.#removeWhere((one) => isOver(one, seconds, now));
    const session = this.#byId.get(id);
    if (session === undefined || isOver(session, seconds, now)) return undefined;
    session.lastUsed = now;
    return session;
  }

  close(id: string): void {
    this.#byId.delete(id);
  }

  /** Ends all sessions. */
  clear(): void {
    this.#byId.clear();
  }

  #removeWhere(test: (session: Session) => boolean): void {
    for (const session of this.#byId.values()) if (test(session)) this.#byId.delete(session.id);
  }
}

function isOver({ lastUsed }: Session, seconds: number, now: number): boolean {
  return now - lastUsed > seconds * 1000;
}

function aspNetId(): string {
  return Array.from(randomBytes(24), (byte) => 'abcdefghijklmnopqrstuvwxyz012345'[byte % 32]).join('');
}
