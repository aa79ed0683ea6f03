import type { Client } from '@temporalio/client';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Config, HttpSettings } from '../config/config';
import { version } from '../version';
import { createMetrics, type Metrics } from './metrics';
import { createStillness, type ReadinessParts, unreadiness } from './readiness';
import { openSdkMetrics, type SdkMetrics } from './sdk';
import { type Page, plain, servePages } from './server';
import { createStanding } from './standing';

/** The parts of a worker that its operators can look at once they are there. */
export interface WatchedParts extends ReadinessParts {
  readonly client: Client;
}

/** What a worker shows its operators over HTTP: `/metrics`, `/healthz`, `/readyz`. */
export interface Operators {
  readonly url: string;
  readonly metrics: Metrics;
  /** How the SDK's runtime is to be set up. */
  readonly telemetry: SdkMetrics['telemetry'];
  /** From now on the worker can become ready. */
  watch(parts: WatchedParts): void;
  close(): Promise<void>;
}

/** Opens the address of `worker.http`; it serves until it is closed, while the worker drains too. @throws CannotListen */
export async function openOperators(config: Config, http: HttpSettings): Promise<Operators> {
  const registry = new Registry();
  const metrics = createMetrics(registry);
  metrics.buildInfo.set({ version, node: process.versions.node }, 1);
  collectDefaultMetrics({ register: registry });
  const sdk = await openSdkMetrics();
  let watched: WatchedParts | undefined;
  let refresh: () => Promise<void> = async () => undefined;
  let stillness: () => Promise<string | undefined> = async () => undefined;
  const server = await servePages(http, {
    '/metrics': async () => (await refresh(), metricsPage(registry, sdk)),
    '/healthz': async () => plain(200, 'alive'),
    '/readyz': async () =>
      readyPage(watched ? ((await unreadiness(watched)) ?? (await stillness())) : 'starting'),
  });
  return {
    url: server.url,
    metrics,
    telemetry: sdk.telemetry,
    watch(parts) {
      watched = parts;
      const { taskQueue } = config.temporal;
      stillness = createStillness(parts.client, config);
      const schemes = Object.keys(config.schemes);
      refresh = createStanding({ client: parts.client, taskQueue, schemes, metrics });
    },
    close: () => server.close(),
  };
}

async function metricsPage(registry: Registry, sdk: SdkMetrics): Promise<Page> {
  const [own, theirs] = await Promise.all([registry.metrics(), sdk.read()]);
  return { status: 200, type: registry.contentType, text: own + theirs };
}

function readyPage(reason: string | undefined): Page {
  return reason === undefined ? plain(200, 'ready') : plain(503, reason);
}
