import type { TelemetryOptions } from '@temporalio/worker';
import { request } from 'undici';
import { freePort } from '../temporal/ports';
import { PROBE_TIMEOUT_MS } from '../contract/policies';

/** The Temporal SDK's own metrics: how its runtime is to be set up, and how they are read. */
export interface SdkMetrics {
  readonly telemetry: TelemetryOptions;
  /** In the text format of Prometheus; empty while the SDK does not answer. */
  read(): Promise<string>;
}

/** The SDK serves its metrics by itself only: here on a port of the loopback, from which the worker's address hands them on. */
export async function openSdkMetrics(): Promise<SdkMetrics> {
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
