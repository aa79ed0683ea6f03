import { shanghaiTime } from '../../../sandbox/shanghai';
import { qimenPlatform } from '../../../sandbox/qimen';
import type { SaleoutRow } from '../../../sandbox/qimen/row';
import { signTop, type SignMethod } from '../../../sandbox/qimen/sign';
import { createSandbox, type RunningSandbox } from '../../../sandbox/server';
import { call } from '../support/http';

/** An answer of the gateway: a page, or a failure in either envelope. */
export interface QimenAnswer {
  response: {
    page_size: number;
    page_index: number;
    data_count: number;
    page_count: number;
    has_next: boolean;
    datas: (SaleoutRow & Record<string, unknown>)[];
    flag: string;
    code: number;
    message: string;
    request_id: string;
  };
  error_response: { code: number; msg: string };
}

type Fields = Readonly<Record<string, string | number>>;

/** The one method. */
export const saleoutList = 'jushuitan.saleout.list.query';

/** A sandbox with Qimen alone, and the calls that its tests make. */
export class QimenBench {
  private constructor(readonly sandbox: RunningSandbox) {}

  static async start(): Promise<QimenBench> {
    return new QimenBench(await createSandbox({ platforms: [await qimenPlatform()] }));
  }

  get demo(): Record<string, string> {
    return this.sandbox.description.qimen as Record<string, string>;
  }

  close = () => this.sandbox.close();
  reset = (options: object = {}) => this.control('POST', '/reset', options);
  switches = (values: object) => this.control('PUT', '/switches/qimen', values);
  clock = (offsetSeconds: number) => this.control('PUT', '/clock', { offsetSeconds });
  put = (rows: unknown[]) => this.control('PUT', '/state/qimen/saleouts', rows);
  fault = (fault: object) => this.control('POST', '/faults', { platform: 'qimen', ...fault });

  async rows(): Promise<SaleoutRow[]> {
    return (await this.control<SaleoutRow[]>('GET', '/state/qimen/saleouts')).json;
  }

  control<T = { error: string }>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) {
    return call<T>(method, `${this.sandbox.url}/_sandbox${path}`, body);
  }

  /** Default seeded data without rate limits. */
  async fresh(options: object = {}): Promise<void> {
    await this.reset(options);
    await this.switches({ ratePerSecond: 0, ratePerMinute: 0 });
  }

  /** A signed call; `after` replaces fields after signing. */
  async send(business: Fields, after: Fields = {}, url = this.demo.url!) {
    const fields = { ...this.#system(), ...business };
    const sign = signTop(
      new Map(texts(fields)),
      this.demo.appSecret!,
      String(fields.sign_method) as SignMethod,
    );
    const form = texts({ ...fields, sign, ...after });
    const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' };
    return call<QimenAnswer>('POST', url, new URLSearchParams(form).toString(), headers);
  }

  /** What the `response` of a signed call holds. */
  async query(business: Fields, after: Fields = {}): Promise<QimenAnswer['response']> {
    return (await this.send(business, after)).json.response;
  }

  #system(): Record<string, string> {
    return {
      method: saleoutList,
      app_key: this.demo.appKey!,
      target_app_key: this.demo.targetAppKey!,
      customer_id: this.demo.customerId!,
      timestamp: ago(0),
      format: 'json',
      v: '2.0',
      sign_method: 'md5',
    };
  }
}

/** Beijing time so many seconds before now. */
export function ago(seconds: number): string {
  return shanghaiTime(new Date(Date.now() - seconds * 1000));
}

/** A window of the last so many days; it ends at the given moment. */
export function lastDays(days: number, end = Date.now()): { start_time: string; end_time: string } {
  return {
    start_time: shanghaiTime(new Date(end - days * 86_400_000)),
    end_time: shanghaiTime(new Date(end)),
  };
}

function texts(fields: Fields): [string, string][] {
  return Object.entries(fields).map(([key, value]) => [key, String(value)]);
}

/** The bill numbers of a page. */
export function numbers({ datas }: QimenAnswer['response']): number[] {
  return datas.map(({ io_id }) => Number(io_id));
}
