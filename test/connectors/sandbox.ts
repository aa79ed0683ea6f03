import type { SourceConnector, SourceRow, PageQuery } from '../../src/connectors/connector';
import type { Platform } from '../../sandbox/platform';
import { createSandbox, type RunningSandbox } from '../../sandbox/server';
import { call } from './calls';

/** A sandbox with one platform, and its control address. */
export class Bench {
  private constructor(
    readonly sandbox: RunningSandbox,
    private readonly platform: string,
  ) {}

  static async start(platform: Platform, sizes: Record<string, number>): Promise<Bench> {
    return new Bench(await createSandbox({ platforms: [platform], sizes }), platform.name);
  }

  get account(): Record<string, string> {
    return this.sandbox.description[this.platform] as Record<string, string>;
  }

  close = () => this.sandbox.close();
  reset = () => this.control('POST', 'reset', {});
  switches = (values: object) => this.control('PUT', `switches/${this.platform}`, values);
  state = <Row>(collection: string) =>
    this.control('GET', `state/${this.platform}/${collection}`) as Promise<Row[]>;
  replace = (collection: string, rows: unknown[]) =>
    this.control('PUT', `state/${this.platform}/${collection}`, rows);
  journal = async () => JSON.stringify(await this.control('GET', 'requests'));
  fault = (kind: string, settings: object = {}) =>
    this.control('POST', 'faults', { platform: this.platform, kind, times: 1, ...settings });

  private async control(method: string, path: string, body?: unknown): Promise<unknown> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(`${this.sandbox.url}/_sandbox/${path}`, { method, headers, ...sent });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}

/** Reads all pages, one after the other. */
export async function readAll(
  connector: SourceConnector,
  queryOf: (number: number) => PageQuery,
): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for (let number = 1, more = true; more; number += 1) {
    if (number > 100) throw new Error('100 pages and no end');
    const page = await connector.readPage(queryOf(number), call);
    rows.push(...page.rows);
    more = page.hasNext;
  }
  return rows;
}
