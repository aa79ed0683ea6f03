import type { Call, PageQuery, SourceConnector, SourcePage, ProbeStep } from '../connector';
import { type Budget, createBudget } from '../budget';
import { ReadChannel, unexpected, type JsonAnswer } from '../channel';
import { HttpClient } from '../http/client';
import { methodOf, type SourceMethod, readRow } from '../rows';
import { accepted, saysNo, signedBody } from './protocol';
import { methods } from './model';
import type { Platform } from '../platform';
import { guanyiSettingsSchema, type GuanyiSettings } from './settings';
import type { PageRef } from '../../contract/page';
import { required, whole } from '../readers';
import { elementsOf, readOr } from '../record';
import { probeSource } from '../probe';
import { secretsOf } from '../settings';

/** Guanyi (管易云), a source. */
export const guanyi: Platform<GuanyiSettings> = {
  name: 'guanyi',
  roles: ['source'],
  settings: guanyiSettingsSchema,
  account: ({ url, appKey, budget }) => ({ identity: [url, appKey], budget }),
  connect(settings, { budget }) {
    const source = createGuanyiConnector(settings, budget?.read);
    return { source, close: () => source.close() };
  },
  sandbox: { fixed: {}, variables: ['url', 'appKey', 'sessionKey', 'secret'] },
};

/** Guanyi (管易云) as a source of rows. */
export type GuanyiConnector = SourceConnector & {
  /** Ends all connections; calls in flight fail. */
  close(): Promise<void>;
};

/** A connector for one connection. Nothing is sent before the first call. */
export function createGuanyiConnector(
  settings: GuanyiSettings,
  budget: Budget = createBudget(settings.budget),
): GuanyiConnector {
  const http = new HttpClient({ ...settings.http, baseUrl: settings.url });
  const secrets = secretsOf(guanyiSettingsSchema, settings);
  const channel = new ReadChannel('guanyi', http, budget, () => secrets, saysNo);
  const read = (query: PageQuery, call: Call) => readWith(channel, settings, query, call);
  return {
    platform: 'guanyi',
    pagingOf: (method) => methodOf('guanyi', methods, method).paging,
    byKey: (method, request, key) => methodOf('guanyi', methods, method).byKey?.(request, key),
    readPage: read,
    probe: (call) => probe(http, read, call),
    close: () => http.close(),
  };
}

async function readWith(
  channel: ReadChannel,
  settings: GuanyiSettings,
  query: PageQuery,
  { signal }: Call,
): Promise<SourcePage> {
  const method = methodOf('guanyi', methods, query.method);
  const build = () => signedBody(method.name, query.request, settings);
  const answer = await channel.send(method.name, build, signal);
  return readPage(method, accepted(answer, channel, settings.refusals), query.page);
}

/**
 * Reads an accepted answer as a page. `total` counts all rows of the query; a page past the end may hold an empty list,
 * null or none. An empty page ends the list whatever `total` says, as rows may go while we page.
 * @throws ProtocolViolation where `total` is missing
 */
export function readPage(
  method: SourceMethod,
  answer: JsonAnswer,
  { number, size }: Pick<PageRef, 'number' | 'size'>,
): SourcePage {
  const { total, rows } = readOr(
    () => listOf(method, answer.body),
    ({ message }) => {
      throw unexpected(answer.details, message, answer.rawAnswer);
    },
  );
  return {
    rows: rows.map((row) => readRow(method, row)),
    hasNext: rows.length > 0 && number * size < total,
    ...(total > 0 ? { total } : {}),
  };
}

/** @throws Unreadable */
function listOf({ list }: SourceMethod, body: unknown): { total: number; rows: readonly unknown[] } {
  const { total, [list]: rows } = (body ?? {}) as Readonly<Record<string, unknown>>;
  return { total: required(whole)(total, 'total'), rows: elementsOf(rows, list) };
}

const smallestQuery: PageQuery = {
  method: 'gy.erp.shop.get',
  request: { page_no: '1', page_size: '1' },
  page: { number: 1, size: 1 },
};

/**
 * Checks a connection with the smallest real call. Calls carry no time, so a wrong clock is only worth a warning; no
 * published code tells a missing permission from wrong credentials.
 */
export function probe(
  http: HttpClient,
  readPage: SourceConnector['readPage'],
  call: Call,
): AsyncIterable<ProbeStep> {
  return probeSource(
    {
      http,
      readOne: () => readPage(smallestQuery, call),
      isPermission: () => false,
      accepted: {
        credentials: { en: 'signature and keys are accepted', zh: '签名和密钥有效' },
        permission: { en: 'gy.erp.shop.get answers', zh: 'gy.erp.shop.get 有应答' },
      },
      strangeAnswer: {
        en: "check that the connection's url is the tenant's …/rest/erp_open",
        zh: '请检查该连接的 url 是否为租户的 …/rest/erp_open',
      },
    },
    call,
  );
}
