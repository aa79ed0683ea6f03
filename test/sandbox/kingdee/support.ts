import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kingdeePlatform } from '../../../sandbox/kingdee';
import { account } from '../../../sandbox/kingdee/credentials';
import type { Platform } from '../../../sandbox/platform';
import { createSandbox, type RunningSandbox } from '../../../sandbox/server';

const form = 'Kingdee.BOS.WebApi.ServicesStub.DynamicFormService';
const auth = 'Kingdee.BOS.WebApi.ServicesStub.AuthService';

/** Parsed JSON of many shapes, which tests read into without saying which. */
export type Json = ReturnType<typeof JSON.parse>;

/** Answer of the simulator: HTTP status, headers, text, and the text as JSON where it is JSON. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Json;
}

/** A Kingdee site on a real socket, and a client that logs in once and keeps the session id in a header. */
export class Site {
  sessionId = '';

  private constructor(
    readonly sandbox: RunningSandbox,
    readonly platform: Platform,
  ) {}

  static async start(): Promise<Site> {
    const platform = await kingdeePlatform();
    return new Site(await createSandbox({ platforms: [platform] }), platform);
  }

  /** Default data and switches, and a fresh login. */
  async reset(): Promise<void> {
    this.platform.reset({ seed: 1, sizes: {} });
    this.sessionId = (await this.login()).json.KDSVCSessionId;
  }

  async login(changes: Record<string, unknown> = {}): Promise<Reply> {
    const { acctId, userName, password } = account;
    return this.auth('ValidateUser', {
      acctid: acctId,
      username: userName,
      password,
      lcid: 2052,
      ...changes,
    });
  }

  auth(method: string, body: unknown): Promise<Reply> {
    return this.post(`k3cloud/${auth}.${method}.common.kdsvc`, JSON.stringify(body));
  }

  /** Calls a form operation in the logged-in session. */
  call(operation: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const session = this.sessionId === '' ? {} : { 'kdservice-sessionid': this.sessionId };
    return this.post(servicePath(operation), JSON.stringify(body), { ...session, ...headers });
  }

  async post(path: string, body: string, headers: Record<string, string> = {}): Promise<Reply> {
    return read(await fetch(`${this.sandbox.url}/${path}`, { method: 'POST', body, headers }));
  }

  async get(path: string): Promise<Reply> {
    return read(await fetch(`${this.sandbox.url}/${path}`));
  }

  /** Saves stocks and returns the answer of BatchSave. */
  batchSave(models: readonly object[], keys: object = {}): Promise<Reply> {
    return this.call('BatchSave', { formid: 'BD_STOCK', data: { Model: models, ...keys } });
  }

  save(model: object, keys: object = {}): Promise<Reply> {
    return this.call('Save', { formid: 'BD_STOCK', data: { Model: model, ...keys } });
  }

  step(operation: string, number: string): Promise<Reply> {
    return this.call(operation, { formid: 'BD_STOCK', data: { Numbers: [number] } });
  }

  /** Rows of BD_STOCK, or what came instead. */
  async query(fieldKeys: string, filter: unknown = '', more: object = {}): Promise<Json> {
    const data = { FormId: 'BD_STOCK', FieldKeys: fieldKeys, FilterString: filter, Limit: 2000, ...more };
    return (await this.call('ExecuteBillQuery', { data })).json;
  }

  /** Ids of the stocks that pass a filter. */
  async ids(filter: unknown, more: object = {}): Promise<Json> {
    return (await this.query('FStockId', filter, more)).flat();
  }

  /** ResponseStatus of a query that is refused. */
  async failure(fieldKeys: string, filter: unknown = '', more: object = {}): Promise<Json> {
    return (await this.query(fieldKeys, filter, more))[0][0].Result.ResponseStatus;
  }

  set(switches: Record<string, unknown>): void {
    this.platform.switches.set(switches);
  }
}

const otherOrganization = { FNumber: '101' };

/** Three stocks that differ in what queries look at; their ids are 201, 202, 203. */
export const queriedStocks = [
  stockModel('CK001', {
    FStockId: 201,
    FName: "O'Neil 仓",
    FTel: '021-1',
    FModifyDate: '2024-04-20T08:30:00',
    FDocumentStatus: 'C',
  }),
  stockModel('ck002', {
    FStockId: 202,
    FUseOrgId: otherOrganization,
    FSortingPriority: 5,
    FModifyDate: '2024-04-20',
    FAllowMinusQty: true,
  }),
  stockModel('CK_03', {
    FStockId: 203,
    FGroup: { FNumber: 'ZY' },
    FModifyDate: '2024-05-01T00:00:00.52',
    FSortingPriority: 2.5,
  }),
];

/** Path of a form operation, without a leading slash. */
export function servicePath(operation: string): string {
  return `k3cloud/${form}.${operation}.common.kdsvc`;
}

/** A stock that saves; organization 100 unless changed. */
export function stockModel(number: string, changes: object = {}): Record<string, unknown> {
  const organization = { FNumber: '100' };
  return {
    FNumber: number,
    FName: `仓库${number}`,
    FCreateOrgId: organization,
    FUseOrgId: organization,
    ...changes,
  };
}

/** A recorded answer. */
export function sample(name: string): Json {
  const path = join(__dirname, '../../fixtures/platforms', `kingdee-${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8')).response;
}

/** The keys of a JSON value in order, all levels: `{a:[{b:1}]}` → `a[b]`. Only the first element of an array counts. */
export function keysOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length === 0 ? '' : keysOf(value[0])}]`;
  if (typeof value !== 'object' || value === null) return '';
  return `{${Object.entries(value)
    .map(([key, one]) => key + keysOf(one))
    .join(' ')}}`;
}

async function read(response: Response): Promise<Reply> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
