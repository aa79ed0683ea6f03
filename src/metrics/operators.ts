import type { Client } from '@temporalio/client';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Config, HttpSettings } from '../config/config';
import { version } from '../root';
import { createMetrics, type Metrics } from './metrics';
import { createStillness, type ReadinessParts, unreadiness, createInstallationGauges } from './installation';
import { type Page, plain, type ReportTrouble, servePages } from './server';
import type { TelemetryOptions } from '@temporalio/worker';
import { request } from 'undici';
import { freePort } from '../temporal/ports';
import { PROBE_TIMEOUT_MS } from '../contract/policies';

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
export async function openOperators(
  config: Config,
  http: HttpSettings,
  report: ReportTrouble,
): Promise<Operators> {
  const registry = new Registry();
  const metrics = createMetrics(registry);
  metrics.buildInfo.set({ version, node: process.versions.node }, 1);
  collectDefaultMetrics({ register: registry });
  const sdk = await openSdkMetrics();
  let watched: WatchedParts | undefined;
  let refresh: () => Promise<void> = async () => undefined;
  let stillness: () => Promise<string | undefined> = async () => undefined;
  const server = await servePages(
    http,
    {
      '/metrics': async () => (await refresh(), metricsPage(registry, sdk)),
      '/healthz': async () => plain(200, 'alive'),
      '/readyz': async () =>
        readyPage(watched ? ((await unreadiness(watched)) ?? (await stillness())) : 'starting'),
    },
    report,
  );
  return {
    url: server.url,
    metrics,
    telemetry: sdk.telemetry,
    watch(parts) {
      watched = parts;
      const { taskQueue } = config.temporal;
      stillness = createStillness(parts.client, config);
      const schemes = Object.keys(config.schemes);
      refresh = createInstallationGauges({ client: parts.client, taskQueue, schemes, metrics, report });
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

/** The Temporal SDK's own metrics: how its runtime is to be set up, and how they are read. */
export interface SdkMetrics {
  readonly telemetry: TelemetryOptions;
  /** In the text format of Prometheus; empty while the SDK does not answer. */
  read(): Promise<string>;
}

/** The SDK serves its metrics by itself only: here on a port of the loopback, from which the worker's address hands them on. */
async function openSdkMetrics(): Promise<SdkMetrics> {
  const address = `127.0.0.1:${await freePort()}`;
  const prometheus = {
    bindAddress: address,
    countersTotalSuffix: true,
    unitSuffix: true,
    useSecondsForDurations: true,
  };
  return {
    telemetry: { metrics: { prometheus, attachServiceName: false } },
    read: () => readFrom(`http://${address}/metrics`).catch(() => ''),
  };
}

async function readFrom(url: string): Promise<string> {
  const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
  const text = await body.text();
  return statusCode === 200 ? text : '';
}
