import { HttpClient } from '../http/client';
import { Channel, type Envelope } from './channel';
import type { Method } from './model';
import type { Budget } from '../budget';
import type { Request, Warn } from '../connector';
import type { SignedRequest } from '../channel';
import { Unauthorized } from '../errors';
import { Renewals } from '../renewals';
import { secretsOf } from '../settings';
import { saysTokenEnded } from './refusals';
import { type GatewaySettings, jushuitanSettingsSchema, type OpenapiSettings } from './settings';
import { type Grant, TokenStore } from './token';
import { createHash } from 'node:crypto';

/** One protocol generation: how a method is called, and where its answer keeps list and paging. */
export interface Generation {
  readonly http: HttpClient;
  /**
   * Sends a method with its business parameters as they are; the answer may be a refusal.
   * @throws what the channel and the token endpoints throw
   */
  call(method: Method, request: Request, signal: AbortSignal): Promise<Envelope>;
  /** The part of an accepted answer that holds the list and `has_next`. */
  payload(answer: Envelope): unknown;
  /** Ends all connections; calls in flight fail. */
  close(): Promise<void>;
}

const openapiHeaders = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };

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
    const configured = secretsOf(jushuitanSettingsSchema, settings);
    const secrets = () => [...configured, ...this.tokens.secrets()];
    this.channel = new Channel(this.http, budget, secrets);
  }

  /** A token that the platform calls expired, or answers with HTTP 401, is renewed and the call repeated, as often as {@link Renewals} allow. */
  async call(method: Method, request: Request, signal: AbortSignal): Promise<Envelope> {
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
    request: Request,
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

  private callToken(path: string, fields: Request, signal: AbortSignal): Promise<Envelope> {
    return this.channel.send(path.slice(path.lastIndexOf('/') + 1), () => this.signed(path, fields), signal);
  }

  private signed(path: string, fields: Request): SignedRequest {
    const { appKey, appSecret } = this.settings;
    const all = { app_key: appKey, timestamp: unixSeconds(), charset: 'utf-8', ...fields };
    const body = new URLSearchParams({ ...all, sign: signOpenapi(all, appSecret) });
    return { path, headers: openapiHeaders, body: body.toString() };
  }
}

/** HTTP 401 says of a token what the platform's own code says. */
function unauthorizedByStatus(error: unknown): Unauthorized {
  if (error instanceof Unauthorized && error.details.code === '401') return error;
  throw error;
}

/** The documented type, although the body is JSON. */
const gatewayHeaders = { 'content-type': 'application/x-www-form-urlencoded' };

/** The old gateway `query.aspx`: system parameters and signature in the query, JSON in the body. */
export class Gateway implements Generation {
  readonly http: HttpClient;
  private readonly channel: Channel;

  constructor(
    private readonly settings: GatewaySettings,
    budget: Budget,
  ) {
    const secrets = secretsOf(jushuitanSettingsSchema, settings);
    this.http = new HttpClient({ ...settings.http, baseUrl: settings.url });
    this.channel = new Channel(this.http, budget, () => secrets);
  }

  call(method: Method, request: Request, signal: AbortSignal): Promise<Envelope> {
    return this.channel.send(method.name, () => this.signed(method.name, request), signal);
  }

  payload(answer: Envelope): unknown {
    return answer.body;
  }

  close(): Promise<void> {
    return this.http.close();
  }

  private signed(method: string, request: Request): SignedRequest {
    const { partnerId, token } = this.settings;
    const ts = unixSeconds();
    const sign = signGateway(method, ts, this.settings);
    // The vendor signs in URL order, so the order of the parameters is part of the protocol.
    const query = new URLSearchParams({ method, partnerid: partnerId, token, ts, sign });
    return {
      path: '',
      query: query.toString(),
      headers: gatewayHeaders,
      body: JSON.stringify(request),
    };
  }
}

/**
 * Signature of the open platform: MD5 in lower-case hex over the application secret and every non-empty field as key
 * and value, keys in ASCII order. Source: vendor's docId=70 and the vectors of ieu/jst-java `DefaultJstDigestTest.java`.
 */
export function signOpenapi(fields: Request, appSecret: string): string {
  const signed = Object.keys(fields)
    .filter((name) => name !== 'sign' && fields[name] !== '')
    .sort()
    .map((name) => name + fields[name]);
  return md5(appSecret + signed.join(''));
}

/** Who calls the old gateway. */
export interface GatewayCaller {
  readonly partnerId: string;
  readonly partnerKey: string;
  readonly token: string;
}

/**
 * Signature of the old gateway: MD5 in lower-case hex over method, partner, token, time in Unix seconds and the
 * partner's key; business parameters are not signed. Source: the vendor's call rules (open.jushuitan.com/document/2214).
 */
export function signGateway(method: string, ts: string, caller: GatewayCaller): string {
  return md5(`${method}${caller.partnerId}token${caller.token}ts${ts}${caller.partnerKey}`);
}

/** The host's clock as both generations want it: Unix seconds. */
export function unixSeconds(): string {
  return String(Math.floor(Date.now() / 1_000));
}

function md5(value: string): string {
  return createHash('md5').update(value, 'utf8').digest('hex');
}
