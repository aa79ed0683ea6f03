import type { Budget } from '../budget';
import { HttpClient } from '../http';
import type { SignedRequest } from '../channel';
import { Channel, type Envelope } from './channel';
import { tokenExpired } from './codes';
import type { Generation } from './generation';
import type { Method } from './model';
import type { OpenapiSettings } from './settings';
import { signOpenapi, unixSeconds, type Fields } from './sign';
import { TokenStore } from './token';

const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };

/** The open platform: signed form posts with an access token (openweb.jushuitan.com, docId=30). */
export class Openapi implements Generation {
  readonly http: HttpClient;
  private readonly channel: Channel;
  private readonly tokens: TokenStore;
  private readonly closing = new AbortController();

  constructor(
    private readonly settings: OpenapiSettings,
    budget: Budget,
  ) {
    this.http = new HttpClient({ ...settings.http, baseUrl: settings.url });
    this.tokens = new TokenStore(this.callToken.bind(this), this.closing.signal, settings);
    const secrets = () => [settings.appSecret, ...this.tokens.secrets()];
    this.channel = new Channel(this.http, budget, secrets);
  }

  /** A token that the platform calls expired is renewed once, and the call repeated once. */
  async call(method: Method, request: Fields, signal: AbortSignal): Promise<Envelope> {
    const grant = await this.tokens.current(signal);
    const answer = await this.callWith(grant.accessToken, method, request, signal);
    if (answer.code !== tokenExpired) return answer;
    const renewed = await this.tokens.renew(grant, signal);
    return this.callWith(renewed.accessToken, method, request, signal);
  }

  payload(answer: Envelope): unknown {
    return answer.body.data;
  }

  close(): Promise<void> {
    this.closing.abort(new Error('the connection is closed'));
    return this.http.close();
  }

  private callWith(
    accessToken: string,
    method: Method,
    request: Fields,
    signal: AbortSignal,
  ): Promise<Envelope> {
    const fields = { access_token: accessToken, version: '2', biz: JSON.stringify(request) };
    return this.channel.send(method.name, () => this.signed(method.path, fields), signal);
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
