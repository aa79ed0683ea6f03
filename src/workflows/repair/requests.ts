import { isText, isTree } from '../given';
import type { Discard, RetryWith, RunEnded, Sighting } from './state';

/** Characters of a platform's words. */
const MOST_MESSAGE = 20_000;

/** What a repair is asked to do, one after the other. */
export type Request =
  | { readonly kind: 'retry'; readonly how: 'retry' | 'self' }
  | { readonly kind: 'retryWith'; readonly given: RetryWith }
  | { readonly kind: 'check'; readonly run?: RunEnded }
  | { readonly kind: 'discard'; readonly given: Discard };

/** Why a payload of `retryWith` cannot be used; undefined when it can. Payloads come from people: anything may be in them. */
export function faultOfRetryWith(given: unknown): string | undefined {
  const { document, who, why } = asTree(given);
  const missing = [
    ...(isTree(document) && Object.keys(document).length > 0 ? [] : ['document']),
    ...(isText(who) ? [] : ['who']),
    ...(isText(why) ? [] : ['why']),
  ];
  if (missing.length === 0) return undefined;
  return `retryWith refused: ${missing.join(', ')} missing; it takes {"document": {…}, "who": "…", "why": "…"} / 缺少 ${missing.join('、')}`;
}

/** Why a payload of `discard` cannot be used; undefined when it can. */
export function faultOfDiscard(given: unknown): string | undefined {
  if (isText(asTree(given).reason)) return undefined;
  return 'discard refused: reason missing; it takes {"reason": "…", "who": "…"} / 缺少 reason';
}

/** Whether it is a sighting of the record by a run. */
export function isSighting(given: unknown): given is Sighting {
  const { cause, message, outcome, seen, field } = asTree(given);
  const { workflowId, runId, at, page } = asTree(seen);
  return (
    [cause, message, workflowId, runId, at].every((text) => isText(text, MOST_MESSAGE)) &&
    (outcome === 'rejected' || outcome === 'in-doubt') &&
    (field === undefined || isText(field)) &&
    typeof page === 'number' &&
    !Number.isNaN(Date.parse(String(at)))
  );
}

/** Whether it is what a run tells of its end. */
export function isRunEnded(given: unknown): given is RunEnded {
  const { workflowId, runId, startedAt, parameters, readAll } = asTree(given);
  return (
    [workflowId, runId, startedAt].every((text) => isText(text)) &&
    isTree(parameters) &&
    typeof readAll === 'boolean'
  );
}

function asTree(value: unknown): Readonly<Record<string, unknown>> {
  return isTree(value) ? value : {};
}
