import { greatoncePlatform } from '../../../sandbox/greatonce';
import { signature } from '../../../sandbox/greatonce/sign';
import { createSandbox, type RunningSandbox } from '../../../sandbox/server';
import { call } from '../support/http';

/** An answer in any of the recorded styles. */
export type GreatonceAnswer = Partial<Record<'flag' | 'code' | 'status' | 'message' | 'sub_code', string>>;

/** A sandbox with GreatOnce alone, and the calls that its tests make. */
export class GreatonceBench {
  private constructor(readonly sandbox: RunningSandbox) {}

  static async start(): Promise<GreatonceBench> {
    return new GreatonceBench(await createSandbox({ platforms: [await greatoncePlatform()] }));
  }

  get demo(): Record<string, string> {
    return this.sandbox.description.greatonce as Record<string, string>;
  }

  close = () => this.sandbox.close();
  reset = (options: object = {}) => this.control('POST', '/reset', options);
  switches = (values: object) => this.control('PUT', '/switches/greatonce', values);
  clock = (offsetSeconds: number) => this.control('PUT', '/clock', { offsetSeconds });
  replace = (rows: unknown[]) => this.control('PUT', '/state/greatonce/distributors', rows);
  held = async () => (await this.control<object[]>('GET', '/state/greatonce/distributors')).json;
  fault = (fault: object) => this.control('POST', '/faults', { platform: 'greatonce', ...fault });

  control<T = { error: string }>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) {
    return call<T>(method, `${this.sandbox.url}/_sandbox${path}`, body);
  }

  /** System parameters of a call, without `sign`. */
  parameters(changes: object = {}): Record<string, string> {
    const { appKey, customerId } = this.demo;
    const method = 'greatonce.distributor.single.sync';
    const more = { timestamp: '2024-01-01 08:00:00', method, format: 'json', sign_method: 'md5' };
    return { appKey, customerId, ...more, ...changes } as Record<string, string>;
  }

  /** Signs and sends a body as it is; `after` replaces parameters after signing. */
  send(
    body: string,
    parameters = this.parameters(),
    after: object = {},
    url = this.demo.url!,
    type = 'application/json',
  ) {
    const sign = signature(new Map(Object.entries(parameters)), Buffer.from(body), this.demo.appSecret!);
    const query = new URLSearchParams({ ...parameters, sign, ...after } as Record<string, string>);
    return call<GreatonceAnswer>('POST', `${url}?${query.toString()}`, body, { 'content-type': type });
  }

  /** A signed sync of one distributor. */
  async sync(changes: object = {}): Promise<GreatonceAnswer> {
    return (await this.send(JSON.stringify({ ...distributor, ...changes }))).json;
  }
}

/** The distributor of the published vectors. */
export const distributor = {
  actionType: 'add',
  address: '示例路1号',
  balance_deduct_type: '1',
  distributorCode: 'DIST0001',
  distributorCompanyName: '示例公司',
  distributorName: '示例分销商',
  mobile: '13800000000',
  contact: '示例联系人',
  distributorLevelName: '一级',
};

/** The answer of success as the page has it. */
export const success = { flag: 'success', code: '0', message: '成功' };
/** A refusal in these words. */
export const failure = (message: string) => ({ flag: 'failure', code: '1', message });
/** The recorded answer to a wrong signature. */
export const signFailure = {
  flag: 'failure',
  sub_code: 'sign-check-failure',
  sub_message: 'Illegal request',
  requestId: 0,
};
