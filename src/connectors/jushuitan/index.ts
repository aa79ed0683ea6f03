import type { Call, PageQuery, SourceConnector, SourcePage, Warn, ProbeStep } from '../connector';
import { type Budget, createBudget } from '../budget';
import { methodOf, readListWithNext } from '../rows';
import { accepted, type Envelope } from './channel';
import { Gateway, type Generation, Openapi } from './generations';
import { methods, type Method } from './model';
import type { Platform } from '../platform';
import { jushuitanSettingsSchema, type JushuitanSettings } from './settings';
import type { HttpClient } from '../http/client';
import { probeSource } from '../probe';
import { noPermission } from './refusals';

/** Jushuitan (聚水潭), a source. */
export const jushuitan: Platform<JushuitanSettings> = {
  name: 'jushuitan',
  roles: ['source'],
  settings: jushuitanSettingsSchema,
  account: ({ url, budget, ...caller }) => ({
    identity: [url, caller.generation === 'openapi' ? caller.appKey : caller.partnerId],
    budget,
  }),
  connect(settings, { budget, warn }) {
    const source = createJushuitanConnector(settings, budget?.read, warn);
    return { source, close: () => source.close() };
  },
  sandbox: {
    fixed: { generation: 'openapi' },
    variables: ['url', 'appKey', 'appSecret', 'accessToken', 'refreshToken'],
  },
};

/** Jushuitan (聚水潭) as a source of rows. */
export type JushuitanConnector = SourceConnector & {
  /** Ends all connections; calls in flight fail. */
  close(): Promise<void>;
};

/** A connector for one connection. Nothing is sent before the first call; the token lives as long as the connector. */
export function createJushuitanConnector(
  settings: JushuitanSettings,
  budget: Budget = createBudget(settings.budget),
  warn: Warn = (message) => process.emitWarning(message),
): JushuitanConnector {
  const generation =
    settings.generation === 'openapi' ? new Openapi(settings, budget, warn) : new Gateway(settings, budget);
  const read = (query: PageQuery, call: Call) => readWith(generation, query, call);
  return {
    platform: 'jushuitan',
    pagingOf: (method) => methodOf('jushuitan', methods, method).paging,
    byKey: (method, request, key) => methodOf('jushuitan', methods, method).byKey?.(request, key),
    readPage: read,
    probe: (call) => probe(generation.http, () => read(smallestQuery, call), call),
    close: () => generation.close(),
  };
}

const smallestQuery: PageQuery = {
  method: 'wms.partner.query',
  request: { page_index: '1', page_size: '1' },
  page: { number: 1, size: 1 },
};

async function readWith(generation: Generation, query: PageQuery, { signal }: Call): Promise<SourcePage> {
  const method = methodOf('jushuitan', methods, query.method);
  const answer = accepted(await generation.call(method, query.request, signal));
  return readPage(method, answer, generation.payload(answer));
}

/** Reads an accepted answer as a page. @throws ProtocolViolation where list or `has_next` is missing */
export function readPage(method: Method, { rawAnswer }: Envelope, payload: unknown): SourcePage {
  const details = { platform: 'jushuitan', operation: method.name };
  return readListWithNext(method, payload, { details, rawAnswer });
}

/** Checks a connection; `readOne` makes the smallest real call. Both generations refuse timestamps beyond 10 minutes. */
export function probe(
  http: HttpClient,
  readOne: () => Promise<unknown>,
  call: Call,
): AsyncIterable<ProbeStep> {
  return probeSource(
    {
      http,
      readOne,
      allowedClockErrorMs: 10 * 60_000,
      isPermission: ({ details }) => details.code === String(noPermission),
      accepted: {
        credentials: { en: 'signature and token are accepted', zh: '签名和令牌有效' },
        permission: { en: 'wms.partner.query answers', zh: 'wms.partner.query 有应答' },
      },
      strangeAnswer: {
        en: "check that the connection's url and generation belong together",
        zh: '请检查该连接的 url 与 generation 是否对应',
      },
    },
    call,
  );
}
