import type { Call, PageQuery, SourceConnector, SourcePage } from '../connector';
import { type Budget, createBudget } from '../budget';
import { ReadChannel } from '../channel';
import { HttpClient } from '../http/client';
import { methodOf, readListWithNext } from '../rows';
import { elementsOf } from '../record';
import { payloadOf, saysNo } from './envelope';
import { methods } from './model';
import { fromVersion, versionPage } from './byVersion';
import { probe } from './probe';
import { signedForm } from './request';
import type { QimenSettings } from './settings';

export { qimenSettingsSchema, type QimenSettings } from './settings';

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
  const secrets = [settings.appSecret, settings.session ?? ''];
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
