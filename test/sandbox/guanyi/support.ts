import { guanyiPlatform } from '../../../sandbox/guanyi';
import { signature } from '../../../sandbox/guanyi/sign';
import { createSandbox, type RunningSandbox } from '../../../sandbox/server';
import type { ShopRow } from '../../../sandbox/guanyi/shops';
import { call } from '../support/http';

/** An answer: the envelope with the list of gy.erp.shop.get. */
export interface GuanyiAnswer {
  success: boolean;
  errorCode: string;
  errorDesc: string;
  subErrorDesc: string;
  requestMethod: string;
  flag?: null;
  shops: ShopRow[];
  total: number;
}

/** A sandbox with Guanyi alone, and the calls that its tests make. */
export class GuanyiBench {
  private constructor(readonly sandbox: RunningSandbox) {}

  static async start(): Promise<GuanyiBench> {
    return new GuanyiBench(await createSandbox({ platforms: [await guanyiPlatform()] }));
  }

  get demo(): Record<string, string> {
    return this.sandbox.description.guanyi as Record<string, string>;
  }

  close = () => this.sandbox.close();
  reset = (options: object = {}) => this.control('POST', '/reset', options);
  switches = (values: object) => this.control('PUT', '/switches/guanyi', values);
  shops = (rows: unknown[]) => this.control('PUT', '/state/guanyi/shops', rows);
  fault = (fault: object) => this.control('POST', '/faults', { platform: 'guanyi', ...fault });

  control<T = { error: string }>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) {
    return call<T>(method, `${this.sandbox.url}/_sandbox${path}`, body);
  }

  /** The members of a call of gy.erp.shop.get, not signed. */
  members(business: object = {}): Record<string, unknown> {
    const { appKey: appkey, sessionKey: sessionkey } = this.demo;
    return { appkey, sessionkey, method: 'gy.erp.shop.get', ...business };
  }

  /** Signs a JSON text and puts the sign at its end. */
  signed(text: string, signedText = text): string {
    return text.replace(/\}$/, `,"sign":"${signature(signedText, this.demo.secret!)}"}`);
  }

  /** Sends a body as it is. */
  post(body: string, type = 'application/json') {
    return call<GuanyiAnswer>('POST', this.demo.url!, body, { 'content-type': type });
  }

  /** A signed call of gy.erp.shop.get; `changes` replace system members too. */
  async query(business: object = {}): Promise<GuanyiAnswer> {
    return (await this.post(this.signed(JSON.stringify(this.members(business))))).json;
  }
}

/** A shop with this number. */
export function shop(id: number, more: object = {}): Record<string, unknown> {
  const dates = { create_date: '2024-01-01 08:00:00', modify_date: '2024-01-01 08:00:00' };
  return {
    id,
    nick: `昵称${id}`,
    code: `S${id}`,
    name: `店铺${id}`,
    ...dates,
    note: '',
    type_name: '其他',
    ...more,
  };
}
