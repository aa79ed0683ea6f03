import type { Call, PageQuery, SourceConnector, SourcePage } from '../connector';
import { type Budget, createBudget } from '../budget';
import { ReadChannel } from '../channel';
import { HttpClient } from '../http/client';
import { methodOf } from '../rows';
import { accepted, saysNo } from './envelope';
import { methods } from './model';
import { readPage } from './page';
import { probe } from './probe';
import { signedBody } from './request';
import type { GuanyiSettings } from './settings';

export { guanyiSettingsSchema, type GuanyiSettings } from './settings';

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
  const secrets = [settings.secret, settings.sessionKey];
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
