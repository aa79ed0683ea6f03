import { randomBytes } from 'node:crypto';
import { ConnectorError, Throttled, Unavailable } from '../errors';
import { orAborted } from '../renewals';
import { lenient, required, whole, words } from '../readers';
import { readOr, record } from '../record';
import { accepted, violation, type Envelope } from './channel';
import type { Request, Warn } from '../connector';
import { TOKEN_RENEWAL } from '../../contract/policies';

/** A merchant's grant as this process holds it. Compared by identity: a refresh may keep the token's value. */
export interface Grant {
  readonly accessToken: string;
  readonly refreshToken?: string | undefined;
  /** When it ends, ms since 1970; Infinity where that is not known. */
  readonly endsAt: number;
}

/** Sends one signed token call; `fields` are added to the application key, the timestamp and the charset. */
export type TokenCall = (path: string, fields: Request, signal: AbortSignal) => Promise<Envelope>;

/** `expires_in` in seconds. Source: ieu/jst-java `auth/*.java` (docId=23, 25). */
const grantData = record({
  access_token: required(words),
  refresh_token: lenient(words),
  expires_in: lenient(whole),
});

const withoutLife =
  'Jushuitan names no life (expires_in) of the token that it gives; it is taken to be a day / 聚水潭返回的令牌没有有效期（expires_in），按一天处理';

/** Keeps the access token of one connection, in this process only. */
export class TokenStore {
  private held: Grant | undefined;
  private renewAt = Infinity;
  private renewal: Promise<Grant> | undefined;
  private hasWarned = false;

  /** @param configured tokens of the configuration; without an access token one is asked for at the first call */
  constructor(
    private readonly send: TokenCall,
    private readonly stop: AbortSignal,
    configured: { accessToken?: string | undefined; refreshToken?: string | undefined },
    private readonly warn: Warn,
  ) {
    const { accessToken, refreshToken } = configured;
    this.held = accessToken === undefined ? undefined : { accessToken, refreshToken, endsAt: Infinity };
  }

  /** The grant that is held now, whatever its end; none before the first is asked for. */
  get latest(): Grant | undefined {
    return this.held;
  }

  /** The tokens that are held, to keep them out of messages. */
  secrets(): string[] {
    return [this.held?.accessToken, this.held?.refreshToken].filter((token) => token !== undefined);
  }

  /**
   * The grant to call with, renewed when its end is near; a renewal that fails ahead of time changes nothing yet.
   * @throws what the token endpoints answer, when there is no live grant
   */
  async current(signal: AbortSignal): Promise<Grant> {
    const { held } = this;
    if (held && Date.now() < this.renewAt) return held;
    try {
      return await this.renew(held, signal);
    } catch (error) {
      const leftMs = (held?.endsAt ?? 0) - Date.now();
      if (!held || leftMs <= 0 || !(error instanceof ConnectorError)) throw error;
      this.renewAt = Date.now() + leftMs * TOKEN_RENEWAL.share;
      return held;
    }
  }

  /**
   * Replaces a grant that the platform refused or that is about to end. Callers that come at the same time share one
   * renewal; one that comes late gets the grant that was renewed meanwhile.
   */
  renew(stale: Grant | undefined, signal: AbortSignal): Promise<Grant> {
    if (this.held && this.held !== stale) return Promise.resolve(this.held);
    this.renewal ??= this.obtain(stale).finally(() => (this.renewal = undefined));
    return orAborted(this.renewal, signal);
  }

  private async obtain(stale: Grant | undefined): Promise<Grant> {
    const refreshed = stale?.refreshToken === undefined ? undefined : await this.refresh(stale.refreshToken);
    const grant = refreshed ?? (await this.ask());
    const lifeMs = grant.endsAt - Date.now();
    this.renewAt = grant.endsAt - Math.min(TOKEN_RENEWAL.lead, lifeMs * TOKEN_RENEWAL.share);
    return (this.held = grant);
  }

  /** Undefined when the platform refuses: a refresh token that has ended itself is replaced by a new grant. */
  private async refresh(refreshToken: string): Promise<Grant | undefined> {
    const fields = { grant_type: 'refresh_token', refresh_token: refreshToken, scope: 'all' };
    const answer = await this.send('/openWeb/auth/refreshToken', fields, this.stop);
    try {
      return this.granted(answer, refreshToken);
    } catch (error) {
      if (error instanceof Throttled || error instanceof Unavailable) throw error;
      return undefined;
    }
  }

  /** For self-built applications; may be called at any time, also after the old grant has ended. */
  private async ask(): Promise<Grant> {
    const fields = { grant_type: 'authorization_code', code: randomBytes(3).toString('hex') };
    return this.granted(await this.send('/openWeb/auth/getInitToken', fields, this.stop));
  }

  private granted(answer: Envelope, oldRefreshToken?: string): Grant {
    const { accessToken, refreshToken, lifeMs } = readGrant(answer);
    if (lifeMs === undefined && !this.hasWarned) this.warn(withoutLife);
    this.hasWarned ||= lifeMs === undefined;
    const endsAt = Date.now() + (lifeMs ?? TOKEN_RENEWAL.assumedLife);
    return { accessToken, refreshToken: refreshToken ?? oldRefreshToken, endsAt };
  }
}

function readGrant(answer: Envelope): Omit<Grant, 'endsAt'> & { readonly lifeMs?: number } {
  return readOr(
    () => {
      const {
        access_token,
        refresh_token,
        expires_in = 0,
      } = grantData(accepted(answer, true).body.data, 'data');
      const lifeMs = expires_in * 1_000;
      return { accessToken: access_token, refreshToken: refresh_token, ...(lifeMs > 0 ? { lifeMs } : {}) };
    },
    ({ message }) => {
      throw violation(answer.operation, message, () => '');
    },
  );
}
