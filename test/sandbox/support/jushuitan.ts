import { jushuitanPlatform } from '../../../sandbox/jushuitan';
import { signGateway, signOpen } from '../../../sandbox/jushuitan/sign';
import { createSandbox, type RunningSandbox } from '../../../sandbox/server';
import type { WarehouseRow } from '../../../sandbox/jushuitan/warehouses';
import { call } from './http';

/** An answer of either generation: the list inside `data` or beside the code. */
export interface JushuitanAnswer {
  code: number;
  msg: string | null;
  data: {
    datas: WarehouseRow[];
    has_next: boolean;
    access_token: string;
    refresh_token: string;
    expired: string;
  };
  datas: WarehouseRow[];
}

/** A sandbox with Jushuitan alone, and the calls that its tests make. */
export class JushuitanBench {
  private constructor(readonly sandbox: RunningSandbox) {}

  static async start(): Promise<JushuitanBench> {
    return new JushuitanBench(await createSandbox({ platforms: [await jushuitanPlatform()] }));
  }

  get demo(): Record<string, string> {
    return this.sandbox.description.jushuitan as Record<string, string>;
  }

  close = () => this.sandbox.close();
  reset = (options: object = {}) => this.control('POST', '/reset', options);
  switches = (values: object) => this.control('PUT', '/switches/jushuitan', values);
  clock = (offsetSeconds: number) => this.control('PUT', '/clock', { offsetSeconds });
  warehouses = (rows: unknown[]) => this.control('PUT', '/state/jushuitan/warehouses', rows);
  fault = (fault: object) => this.control('POST', '/faults', { platform: 'jushuitan', ...fault });

  control<T = { error: string }>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) {
    return call<T>(method, `${this.sandbox.url}/_sandbox${path}`, body);
  }

  /** A signed business call of the open platform; `changes` replace fields before, `after` those after signing. */
  async open(
    biz: unknown,
    changes: object = {},
    after: object = {},
    path = '/open/wms/partner/query',
  ): Promise<JushuitanAnswer> {
    const fields = {
      app_key: this.demo.appKey,
      access_token: this.demo.accessToken,
      timestamp: seconds(),
      charset: 'utf-8',
      version: '2',
      biz: typeof biz === 'string' ? biz : JSON.stringify(biz),
      ...changes,
    };
    return this.form(path, fields, after);
  }

  /** A signed token call. */
  token(endpoint: string, fields: object, after: object = {}): Promise<JushuitanAnswer> {
    const common = { app_key: this.demo.appKey, timestamp: seconds(), charset: 'utf-8' };
    return this.form(`/openWeb/auth/${endpoint}`, { ...common, ...fields }, after);
  }

  /** A signed call of the old gateway. */
  async gateway(
    method: string,
    body: string,
    changes: object = {},
    after: object = {},
    key = this.demo.partnerKey,
  ) {
    const query = {
      partnerid: this.demo.partnerId,
      token: this.demo.token,
      method,
      ts: seconds(),
      ...changes,
    };
    const sign = signGateway(new Map(Object.entries(query) as [string, string][]), key!);
    const parameters = new URLSearchParams({ ...query, sign, ...after } as Record<string, string>);
    const url = `${this.demo.gatewayUrl}?${parameters.toString()}`;
    const answer = await call<JushuitanAnswer>('POST', url, body, {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(answer.status).toBe(200);
    return answer.json;
  }

  private async form(path: string, fields: object, after: object): Promise<JushuitanAnswer> {
    const sign = signOpen(new Map(Object.entries(fields) as [string, string][]), this.demo.appSecret!);
    const body = new URLSearchParams({ ...fields, sign, ...after } as Record<string, string>).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' };
    const answer = await call<JushuitanAnswer>('POST', this.demo.url + path, body, headers);
    expect(answer.status).toBe(200);
    return answer.json;
  }
}

/** Unix seconds of now, moved by so many. */
export function seconds(moved = 0): string {
  return String(Math.floor(Date.now() / 1000) + moved);
}
