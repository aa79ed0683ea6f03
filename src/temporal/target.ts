import { type ClientConnectConfig, loadClientConnectConfig } from '@temporalio/envconfig';
import type { Environment, TemporalSettings } from '../config/config';

/** How to reach a server: options for both kinds of connection, and the names for messages. */
export interface TemporalTarget {
  readonly address: string;
  readonly namespace: string;
  readonly connectionOptions: ClientConnectConfig['connectionOptions'];
}

/**
 * Joins `jinqiao.yml` with Temporal's own environment variables, which win: `TEMPORAL_ADDRESS`, `TEMPORAL_NAMESPACE`,
 * `TEMPORAL_API_KEY`, `TEMPORAL_TLS…`. Profiles are read only when `TEMPORAL_CONFIG_FILE` or `TEMPORAL_PROFILE` asks
 * for one, so that a forgotten file in the home folder cannot redirect a run.
 */
export function temporalTarget(settings: TemporalSettings, env: Environment = process.env): TemporalTarget {
  const fromEnvironment = loadClientConnectConfig({
    disableFile: !env.TEMPORAL_CONFIG_FILE && !env.TEMPORAL_PROFILE,
    overrideEnvVars: defined(env),
  });
  const address = fromEnvironment.connectionOptions.address ?? settings.address;
  return {
    address,
    namespace: fromEnvironment.namespace ?? settings.namespace,
    connectionOptions: { ...fromEnvironment.connectionOptions, address },
  };
}

function defined(env: Environment): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** Temporal UI of a server: `TEMPORAL_UI_URL`, otherwise where a development server has it, 1000 above its gRPC port. */
export function uiAddress(address: string, env: Environment): string {
  if (env.TEMPORAL_UI_URL) return env.TEMPORAL_UI_URL.replace(/\/$/, '');
  const [, host = address, port = '7233'] = /^(.*?)(?::(\d+))?$/.exec(address) ?? [];
  return `http://${host}:${Number(port) + 1000}`;
}

/** Address of a run's page in the Temporal UI. */
export function runAddress(
  target: TemporalTarget,
  workflowId: string,
  runId: string,
  env: Environment,
): string {
  return pageAddress(uiAddress(target.address, env), target.namespace, workflowId, runId);
}

/** Address of a run's page under an address of the UI; without a run's id the newest of the workflow. */
export function pageAddress(ui: string, namespace: string, workflowId: string, runId?: string): string {
  const page = ['namespaces', namespace, 'workflows', workflowId, ...(runId === undefined ? [] : [runId])];
  return [ui.replace(/\/$/, ''), ...page.map(encodeURIComponent)].join('/');
}
