import { isText, isTree } from '../given';
import type { Discard, RetryWith, RunEnded, ReportedRejection } from '../../contract/repair';

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
    ...(isText(who, Infinity) ? [] : ['who']),
    ...(isText(why, Infinity) ? [] : ['why']),
  ];
  if (missing.length === 0) return faultOfSize('retryWith', { who, why }, document);
  return `retryWith refused: ${missing.join(', ')} missing; it takes {"document": {…}, "who": "…", "why": "…"} / 缺少 ${missing.join('、')}`;
}

/** Why a payload of `discard` cannot be used; undefined when it can. */
export function faultOfDiscard(given: unknown): string | undefined {
  const { reason, who } = asTree(given);
  if (isText(reason, Infinity)) return faultOfSize('discard', { reason, who });
  return 'discard refused: reason missing; it takes {"reason": "…", "who": "…"} / 缺少 reason';
}

/** Most characters of a text that a person gives, and of an edited document: both are kept, and shown in lists. */
const LONGEST = { text: 500, document: 150_000 } as const;

function faultOfSize(
  signal: string,
  texts: Readonly<Record<string, unknown>>,
  document?: unknown,
): string | undefined {
  const long = Object.entries(texts).find(
    ([, text]) => typeof text === 'string' && text.length > LONGEST.text,
  );
  if (long)
    return `${signal} refused: ${long[0]} has more than ${LONGEST.text} characters / ${long[0]} 超过 ${LONGEST.text} 个字符`;
  if (document === undefined || JSON.stringify(document).length <= LONGEST.document) return undefined;
  return `${signal} refused: the document has more than ${LONGEST.document} characters / 单据超过 ${LONGEST.document} 个字符`;
}

/** Whether it is a sighting of the record by a run. */
export function isSighting(given: unknown): given is ReportedRejection {
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
