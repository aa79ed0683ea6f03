import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { KingdeeSettingsInput } from '../../../src/connectors/kingdee/settings';
import { createKingdeeConnector, type KingdeeConnector } from '../../../src/connectors/kingdee';

/** One request as it came. */
export interface Seen {
  /** `BatchSave`, `LoginByAppSecret` … */
  readonly operation: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An answer: text as it is, anything else as JSON. */
export interface Scripted {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
}

/** A server that answers as a test says. */
export interface Site {
  readonly url: string;
  readonly seen: Seen[];
  /** Operations called, in order. */
  calls(): string[];
  close(): Promise<void>;
}

export const call = { signal: new AbortController().signal };

export const loginSuccess = { LoginResultType: 1, KDSVCSessionId: 'session-1', Message: null };

/** Starts a server; `answer` also gets the number of earlier calls of the same operation. */
export async function startSite(
  answer: (seen: Seen, earlier: number) => Scripted | Promise<Scripted>,
): Promise<Site> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void readRequest(request).then(async (one) => {
      const earlier = seen.filter(({ operation }) => operation === one.operation).length;
      seen.push(one);
      const { status = 200, headers = {}, body } = await answer(one, earlier);
      response.writeHead(status, { ...headers } as Record<string, string | string[]>);
      response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/k3cloud/`,
    seen,
    calls: () => seen.map(({ operation }) => operation),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readRequest(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const path = request.url ?? '';
  const operation = path.split('.').at(-3) ?? '';
  return { operation, path, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
}

/** Settings of a made-up account, in signed mode: no login stands between a test and its call. */
export function signedSettings(url: string, more: Partial<KingdeeSettingsInput> = {}): KingdeeSettingsInput {
  return {
    platform: 'kingdee',
    auth: 'signed',
    url,
    acctId: '5f0123456789ab',
    userName: 'demo',
    appId: '100001_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX',
    appSecret: '0123456789abcdef0123456789abcdef',
    ...more,
  } as KingdeeSettingsInput;
}

/** The same account with `LoginByAppSecret`. */
export function appSecretSettings(
  url: string,
  more: Partial<KingdeeSettingsInput> = {},
): KingdeeSettingsInput {
  return { ...signedSettings(url), auth: 'app-secret', ...more } as KingdeeSettingsInput;
}

/** The same account with `ValidateUser`. */
export function passwordSettings(
  url: string,
  more: Partial<KingdeeSettingsInput> = {},
): KingdeeSettingsInput {
  const { platform, acctId, userName } = signedSettings(url);
  const password = 'made-up-password';
  return { platform, acctId, userName, url, auth: 'password', password, ...more } as KingdeeSettingsInput;
}

interface Sample {
  readonly response: unknown;
}

/** A recorded answer by the name of its file, without `kingdee-` and `.json`. */
export function sample(name: string): unknown {
  const file = join(__dirname, '../../fixtures/platforms', `kingdee-${name}.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as Sample).response;
}

/** A refusal as object operations give it. */
export function refusal(
  message: string,
  msgCode?: number,
  more: Readonly<{ index?: number; field?: string; entities?: readonly object[] }> = {},
): { Result: { ResponseStatus: object } } {
  const error = { FieldName: more.field ?? null, Message: message, DIndex: more.index ?? 0 };
  const status = { ErrorCode: 500, IsSuccess: false, Errors: [error], SuccessEntitys: more.entities ?? [] };
  return { Result: { ResponseStatus: { ...status, SuccessMessages: [], MsgCode: msgCode } } };
}

/** A success for documents by position, as of a site that names their numbers or does not. */
export function success(...entities: readonly { Id: number; DIndex: number; Number?: string }[]): object {
  const status = { IsSuccess: true, Errors: [], SuccessEntitys: entities, SuccessMessages: [], MsgCode: 0 };
  return { Result: { ResponseStatus: status } };
}

/** What a promise was rejected with. */
export async function failure(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    return error as Error;
  }
  throw new Error('did not fail');
}

const open: (() => Promise<void>)[] = [];

/** Ends what {@link connect} opened; for `afterEach`. */
export async function closeAll(): Promise<void> {
  for (const close of open.splice(0)) await close();
}

/** A server that answers as told, and a connector to it. */
export async function connect(
  answer: (seen: Seen, earlier: number) => Scripted | Promise<Scripted>,
  settings = appSecretSettings,
  more = {},
): Promise<{ site: Site; kingdee: KingdeeConnector }> {
  const site = await startSite(answer);
  const kingdee = createKingdeeConnector(settings(site.url, more));
  open.push(
    () => kingdee.close(),
    () => site.close(),
  );
  return { site, kingdee };
}
