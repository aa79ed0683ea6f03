import type { Environment } from '../config/config';
import type { TemporalTarget } from './target';

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

/** The same under an address of the UI; without a run's id the newest of the workflow. */
export function pageAddress(ui: string, namespace: string, workflowId: string, runId?: string): string {
  const page = ['namespaces', namespace, 'workflows', workflowId, ...(runId === undefined ? [] : [runId])];
  return [ui.replace(/\/$/, ''), ...page.map(encodeURIComponent)].join('/');
}
