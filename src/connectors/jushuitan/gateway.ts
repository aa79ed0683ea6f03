import type { Budget } from '../budget';
import { HttpClient } from '../http/client';
import type { SignedRequest } from '../channel';
import { Channel, type Envelope } from './channel';
import type { Method } from './model';
import type { Generation } from './generation';
import type { GatewaySettings } from './settings';
import { signGateway, unixSeconds, type Fields } from './sign';

/** The documented type, although the body is JSON. */
const headers = { 'content-type': 'application/x-www-form-urlencoded' };

/** The old gateway `query.aspx`: system parameters and signature in the query, JSON in the body. */
export class Gateway implements Generation {
  readonly http: HttpClient;
  private readonly channel: Channel;

  constructor(
    private readonly settings: GatewaySettings,
    budget: Budget,
  ) {
    const { url, partnerKey, token } = settings;
    this.http = new HttpClient({ ...settings.http, baseUrl: url });
    this.channel = new Channel(this.http, budget, () => [partnerKey, token]);
  }

  call(method: Method, request: Fields, signal: AbortSignal): Promise<Envelope> {
    return this.channel.send(method.name, () => this.signed(method.name, request), signal);
  }

  payload(answer: Envelope): unknown {
    return answer.body;
  }

  close(): Promise<void> {
    return this.http.close();
  }

  private signed(method: string, request: Fields): SignedRequest {
    const { partnerId, token } = this.settings;
    const ts = unixSeconds();
    const sign = signGateway(method, ts, this.settings);
    // The vendor signs in URL order, so the order of the parameters is part of the protocol.
    const query = new URLSearchParams({ method, partnerid: partnerId, token, ts, sign });
    return { path: '', query: query.toString(), headers, body: JSON.stringify(request) };
  }
}
