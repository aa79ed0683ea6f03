import type { Budget } from '../budget';
import type { Warn } from '../connector';
import { HttpClient } from '../http/client';
import type { SignedRequest } from '../channel';
import { Unauthorized } from '../errors';
import { Renewals } from '../renewals';
import { Channel, type Envelope } from './channel';
import { saysTokenEnded } from './codes';
import type { Generation } from './generation';
import type { Method } from './model';
import type { OpenapiSettings } from './settings';
import { signOpenapi, unixSeconds, type Fields } from './sign';
import { type Grant, TokenStore } from './token';

const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };

/** The open platform: signed form posts with an access token (openweb.jushuitan.com, docId=30). */
export class Openapi implements Generation {
  readonly http: HttpClient;
  private readonly channel: Channel;
  private readonly tokens: TokenStore;
  private readonly renewals = new Renewals();
  private readonly closing = new AbortController();

  constructor(
    private readonly settings: OpenapiSettings,
    budget: Budget,
    warn: Warn,
  ) {
    this.http = new HttpClient({ ...settings.http, baseUrl: settings.url });
    this.tokens = new TokenStore(this.callToken.bind(this), this.closing.signal, settings, warn);
    const secrets = () => [settings.appSecret, ...this.tokens.secrets()];
    this.channel = new Channel(this.http, budget, secrets);
  }

  /** A token that the platform calls expired, or answers with HTTP 401, is renewed and the call repeated, as often as {@link Renewals} allow. */
  async call(method: Method, request: Fields, signal: AbortSignal): Promise<Envelope> {
    for (;;) {
      const { answer, grant } = await this.callOnce(method, request, signal);
      const isStatus = answer instanceof Unauthorized;
      if (!isStatus && !saysTokenEnded(answer)) {
        this.renewals.served();
        return answer;
      }
      if (!this.renewals.refuse(grant)) {
        if (isStatus) throw answer;
        return answer;
      }
      await this.renewals.pause(signal);
      await this.tokens.renew(grant, signal);
    }
  }

  payload(answer: Envelope): unknown {
    return answer.body.data;
  }

  close(): Promise<void> {
    this.closing.abort(new Error('the connection is closed'));
    return this.http.close();
  }

  /** Takes the token at the moment of sending: one that was read before the budget let the call go may have ended. */
  private async callOnce(
    method: Method,
    request: Fields,
    signal: AbortSignal,
  ): Promise<{ answer: Envelope | Unauthorized; grant: Grant }> {
    let grant = await this.tokens.current(signal);
    const build = () => {
      grant = this.tokens.latest ?? grant;
      const fields = { access_token: grant.accessToken, version: '2', biz: JSON.stringify(request) };
      return this.signed(method.path, fields);
    };
    const answer = await this.channel.send(method.name, build, signal).catch(unauthorizedByStatus);
    return { answer, grant };
  }

  private callToken(path: string, fields: Fields, signal: AbortSignal): Promise<Envelope> {
    return this.channel.send(path.slice(path.lastIndexOf('/') + 1), () => this.signed(path, fields), signal);
  }

  private signed(path: string, fields: Fields): SignedRequest {
    const { appKey, appSecret } = this.settings;
    const all = { app_key: appKey, timestamp: unixSeconds(), charset: 'utf-8', ...fields };
    const body = new URLSearchParams({ ...all, sign: signOpenapi(all, appSecret) });
    return { path, headers, body: body.toString() };
  }
}

/** HTTP 401 says of a token what the platform's own code says. */
function unauthorizedByStatus(error: unknown): Unauthorized {
  if (error instanceof Unauthorized && error.details.code === '401') return error;
  throw error;
}
