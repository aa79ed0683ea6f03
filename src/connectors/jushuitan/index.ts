import type { Call, PageQuery, SourceConnector, SourcePage, Warn } from '../connector';
import { type Budget, createBudget } from '../budget';
import { methodOf } from '../rows';
import { accepted } from './channel';
import { Gateway } from './gateway';
import type { Generation } from './generation';
import { methods } from './model';
import { Openapi } from './openapi';
import { readPage } from './page';
import { probe } from './probe';
import type { JushuitanSettings } from './settings';

export { jushuitanSettingsSchema, type JushuitanSettings } from './settings';

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
