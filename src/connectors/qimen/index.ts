import type { Call, PageQuery, SourceConnector, SourcePage, ProbeStep } from '../connector';
import { type Budget, createBudget } from '../budget';
import { ReadChannel } from '../channel';
import { HttpClient } from '../http/client';
import { methodOf, readListWithNext } from '../rows';
import { elementsOf } from '../record';
import { payloadOf, saysNo, permissionCodes, signedForm } from './protocol';
import { methods } from './model';
import { fromVersion, versionPage } from './byVersion';
import type { Platform } from '../platform';
import { qimenSettingsSchema, type QimenSettings } from './settings';
import { probeSource } from '../probe';
import { shanghaiTime } from '../../contract/time';
import { secretsOf } from '../settings';

/** Jushuitan through the Qimen gateway (聚水潭·奇门), a source. */
export const qimen: Platform<QimenSettings> = {
  name: 'qimen',
  roles: ['source'],
  settings: qimenSettingsSchema,
  account: ({ url, targetAppKey, customerId, budget }) => ({
    identity: [url, targetAppKey, customerId],
    budget,
  }),
  connect(settings, { budget }) {
    const source = createQimenConnector(settings, budget?.read);
    return { source, close: () => source.close() };
  },
  sandbox: { fixed: {}, variables: ['url', 'appKey', 'appSecret', 'customerId'] },
};

/** Jushuitan through the Qimen gateway (聚水潭·奇门) as a source of rows. */
export type QimenConnector = SourceConnector & {
  /** Ends all connections; calls in flight fail. */
  close(): Promise<void>;
};

/** A connector for one connection. Nothing is sent before the first call. */
export function createQimenConnector(
  settings: QimenSettings,
  budget: Budget = createBudget(settings.budget),
): QimenConnector {
  const http = new HttpClient({ ...settings.http, baseUrl: settings.url });
  const secrets = secretsOf(qimenSettingsSchema, settings);
  const channel = new ReadChannel('qimen', http, budget, () => secrets, saysNo);
  const readPage = (query: PageQuery, call: Call) => readWith(channel, settings, query, call);
  return {
    platform: 'qimen',
    pagingOf(method) {
      const { paging } = methodOf('qimen', methods, method);
      return settings.listBy === 'row-version' ? 'key' : paging;
    },
    byKey: (method, request, key) => methodOf('qimen', methods, method).byKey?.(request, key),
    readPage,
    probe: (call) => probe(http, readPage, call),
    close: () => http.close(),
  };
}

async function readWith(
  channel: ReadChannel,
  settings: QimenSettings,
  query: PageQuery,
  { signal }: Call,
): Promise<SourcePage> {
  const method = methodOf('qimen', methods, query.method);
  const isByVersion = settings.listBy === 'row-version';
  const request = isByVersion ? fromVersion(query) : query.request;
  const answer = await channel.send(method.name, () => signedForm(method.name, request, settings), signal);
  const payload = payloadOf(answer, method.list, channel);
  const page = readListWithNext(method, payload, answer);
  return isByVersion ? versionPage(page, listOf(payload, method.list), query, answer) : page;
}

function listOf(payload: unknown, list: string): readonly unknown[] {
  return elementsOf((payload as Readonly<Record<string, unknown>>)[list], list);
}

/** Checks a connection with the smallest real call: one row of the last minute. */
export function probe(
  http: HttpClient,
  readPage: SourceConnector['readPage'],
  call: Call,
): AsyncIterable<ProbeStep> {
  return probeSource(
    {
      http,
      readOne: () => readPage(smallestQuery(), call),
      allowedClockErrorMs: 10 * 60_000,
      isPermission: ({ details }) => permissionCodes.has(details.code ?? ''),
      accepted: {
        credentials: { en: 'application key and signature are accepted', zh: 'AppKey 和签名有效' },
        permission: {
          en: 'jushuitan.saleout.list.query answers',
          zh: 'jushuitan.saleout.list.query 有应答',
        },
      },
      strangeAnswer: {
        en: "check that the connection's url is the gateway's /router/qm",
        zh: '请检查该连接的 url 是否为网关的 /router/qm',
      },
    },
    call,
  );
}

/** The method refuses a query without a window. */
function smallestQuery(): PageQuery {
  const now = Date.now();
  return {
    method: 'jushuitan.saleout.list.query',
    request: {
      page_index: '1',
      page_size: '1',
      start_time: shanghaiTime(now - 60_000),
      end_time: shanghaiTime(now),
      date_type: '0',
    },
    page: { number: 1, size: 1 },
  };
}
