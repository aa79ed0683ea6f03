import { request } from 'undici';

/** One call that the sandbox has served, from its journal. */
export interface JournalEntry {
  /** Arrival by the sandbox's clock, ISO 8601. */
  readonly at: string;
  readonly platform: string;
  readonly operation: string;
  readonly write: boolean;
  readonly outcome: string;
  /** From arrival until the answer was decided. */
  readonly milliseconds: number;
  readonly summary: Readonly<Record<string, unknown>>;
}

/** A row of a collection, in the platform's wire shape. */
export type WireRow = Record<string, unknown>;

/** The sandbox's control address, as tests use it. */
export class Control {
  constructor(private readonly url: string) {}

  reset = (options: object = {}) => this.send('POST', '/reset', options);
  rows = (platform: string, collection: string) =>
    this.send<WireRow[]>('GET', `/state/${platform}/${collection}`);
  put = (platform: string, collection: string, rows: readonly WireRow[]) =>
    this.send('PUT', `/state/${platform}/${collection}`, rows);
  switches = (platform: string, values: object) => this.send('PUT', `/switches/${platform}`, values);
  switchValues = (platform: string) => this.send<Record<string, unknown>>('GET', `/switches/${platform}`);
  fault = (fault: object) => this.send('POST', '/faults', fault);
  /** Faults that have not struck yet. */
  faults = () => this.send<object[]>('GET', '/faults');
  clearFaults = () => this.send('DELETE', '/faults');
  forgetRequests = () => this.send('DELETE', '/requests');
  requests = (query = '') => this.send<JournalEntry[]>('GET', `/requests${query}`);

  private async send<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
    const answer = await request(`${this.url}${path}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`sandbox control ${method} ${path}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}
